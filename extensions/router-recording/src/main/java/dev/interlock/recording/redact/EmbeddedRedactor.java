package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Redacts links and JSON inside values, and values inside these, up to a depth. Hides deeper values as a whole. Not
 * safe for use by several threads.
 */
final class EmbeddedRedactor implements Embedded {
    /** Maximum depth. Real values are less deep. */
    private static final int MAX_DEPTH = 3;

    private final Pseudonyms pseudonyms;
    private final LinkRedactor links;
    private final JsonRedactor json;

    private EmbeddedRedactor(
            Pseudonyms pseudonyms, NameCache members, NameCache parameters, SecretPaths paths, Embedded inner) {
        this.pseudonyms = pseudonyms;
        links = new LinkRedactor(pseudonyms, paths, new FormRedactor(pseudonyms, parameters, inner));
        json = new JsonRedactor(pseudonyms, members, inner);
    }

    static Embedded of(Pseudonyms pseudonyms, NameCache members, NameCache parameters, SecretPaths paths) {
        Embedded redactor = (value, from, to) ->
                isJson(value, from, to) || Texts.isLink(value, from, to) ? whole(pseudonyms, value, from, to) : null;
        for (int i = 0; i < MAX_DEPTH; i++) {
            redactor = new EmbeddedRedactor(pseudonyms, members, parameters, paths, redactor);
        }
        return redactor;
    }

    /** Whether a value begins like a JSON object or array. */
    private static boolean isJson(byte[] value, int from, int to) {
        int at = Texts.skipLines(value, from, to);
        return at < to && (value[at] == '{' || value[at] == '[');
    }

    @Override
    public byte @Nullable [] redact(byte[] value, int from, int to) {
        boolean isJson = isJson(value, from, to);
        if (!isJson && !Texts.isLink(value, from, to)) {
            return null;
        }
        ByteWriter out = new ByteWriter(to - from);
        if (isJson) {
            if (!json.append(value, from, to, false, out)) {
                // Text in brackets may be prose. A malformed object may contain a secret.
                return value[Texts.skipLines(value, from, to)] == '{' ? whole(pseudonyms, value, from, to) : null;
            }
        } else {
            links.append(value, from, to, out);
        }
        boolean isSame = Arrays.equals(out.array(), 0, out.length(), value, from, to);
        return isSame ? null : Arrays.copyOf(out.array(), out.length());
    }

    private static byte[] whole(Pseudonyms pseudonyms, byte[] value, int from, int to) {
        ByteWriter out = new ByteWriter(64);
        pseudonyms.append(value, from, to, out);
        return Arrays.copyOf(out.array(), out.length());
    }
}
