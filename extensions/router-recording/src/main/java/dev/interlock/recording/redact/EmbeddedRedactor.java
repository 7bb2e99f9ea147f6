package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Redacts links and JSON within values, and the values within those, up to a depth. Deeper ones are hidden as a whole. Not
 * safe for use by several threads.
 */
final class EmbeddedRedactor implements Embedded {
    /** Depth beyond which no client has values. */
    private static final int MOST_NESTED = 3;

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
        for (int i = 0; i < MOST_NESTED; i++) {
            redactor = new EmbeddedRedactor(pseudonyms, members, parameters, paths, redactor);
        }
        return redactor;
    }

    /** Whether a value begins like an object or an array of JSON. */
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
                // A list may be prose. The rest of an object that was cut may have a secret.
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
