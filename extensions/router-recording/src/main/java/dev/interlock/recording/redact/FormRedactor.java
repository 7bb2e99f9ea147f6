package dev.interlock.recording.redact;

import dev.interlock.bytes.ByteWriter;

/**
 * Hides secret values of a query or form ({@code application/x-www-form-urlencoded}). Not safe for use by several
 * threads.
 */
final class FormRedactor {
    private static final byte[] HEX = Texts.ascii("0123456789ABCDEF");
    /**
     * Characters of pairs that need more than a look at the name: escapes, separators, and starts of values in values.
     */
    private static final boolean[] MARKS_OF_PAIRS = Texts.table("%+;/{[?");
    /** Characters of paths with parameters or e-mail addresses. */
    private static final boolean[] MARKS_OF_PATHS = Texts.table(";@%");

    private final Pseudonyms pseudonyms;
    private final NameCache names;
    private final Embedded embedded;
    private final ByteWriter decoded = new ByteWriter(256);

    FormRedactor(Pseudonyms pseudonyms, NameCache names, Embedded embedded) {
        this.pseudonyms = pseudonyms;
        this.names = names;
        this.embedded = embedded;
    }

    /** Appends the redacted pairs of a query or form. */
    void append(byte[] bytes, int from, int to, ByteWriter out) {
        if (isPlain(bytes, from, to)) {
            out.append(bytes, from, to);
            return;
        }
        int at = from;
        while (at < to) {
            int end = Texts.find(bytes, at, to, (byte) '&');
            pair(bytes, at, end, out);
            if (end < to) {
                out.append((byte) '&');
            }
            at = end + 1;
        }
    }

    /** Returns whether {@link #append} would not change a query or form. May return false even then. */
    boolean isPlain(byte[] bytes, int from, int to) {
        return !Texts.hasAny(bytes, from, to, MARKS_OF_PAIRS) && !hasSecretName(bytes, from, to);
    }

    /** Like {@link #isPlain}, for a path. */
    boolean isPlainPath(byte[] bytes, int from, int to) {
        return !Texts.hasAny(bytes, from, to, MARKS_OF_PATHS);
    }

    /** Returns whether pairs without escapes have the name of a secret. */
    private boolean hasSecretName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && bytes[end] != '=' && bytes[end] != '&') {
                end++;
            }
            if (end < to && bytes[end] == '=') {
                if (names.isMarked(bytes, at, end)) {
                    return true;
                }
                end = Texts.find(bytes, end, to, (byte) '&');
            }
            at = end + 1;
        }
        return false;
    }

    /** Appends a path. Hides segments with e-mail addresses, and secret parameters such as {@code ;jsessionid=1}. */
    void appendPath(byte[] bytes, int from, int to, ByteWriter out) {
        if (isPlainPath(bytes, from, to)) {
            out.append(bytes, from, to);
            return;
        }
        int at = from;
        while (at < to) {
            int mark = Texts.find(bytes, at, to, (byte) ';');
            MailSegments.append(bytes, at, mark, pseudonyms, decoded, out);
            at = mark;
            if (mark < to) {
                out.append((byte) ';');
                at = Texts.find(bytes, mark + 1, to, (byte) '/');
                pair(bytes, mark + 1, at, out);
            }
        }
    }

    private void pair(byte[] bytes, int from, int to, ByteWriter out) {
        int equals = Texts.find(bytes, from, to, (byte) '=');
        if (equals == to) {
            out.append(bytes, from, to);
            return;
        }
        out.append(bytes, from, equals + 1);
        if (isSecret(bytes, from, equals)) {
            Texts.decode(bytes, equals + 1, to, decoded);
            pseudonyms.append(decoded.array(), 0, decoded.length(), out);
            return;
        }
        // Some servers also accept a semicolon between pairs.
        int end = Texts.find(bytes, equals + 1, to, (byte) ';');
        value(bytes, equals + 1, end, out);
        if (end < to) {
            out.append((byte) ';');
            pair(bytes, end + 1, to, out);
        }
    }

    private boolean isSecret(byte[] bytes, int from, int to) {
        if (!Texts.hasEscape(bytes, from, to)) {
            return names.isMarked(bytes, from, to);
        }
        Texts.decode(bytes, from, to, decoded);
        return names.isMarked(decoded.array(), 0, decoded.length());
    }

    /** Appends a value under a harmless name. The value may be a link or JSON with a secret. */
    private void value(byte[] bytes, int from, int to, ByteWriter out) {
        if (!mayEmbed(bytes, from, to)) {
            out.append(bytes, from, to);
            return;
        }
        Texts.decode(bytes, from, to, decoded);
        byte[] redacted = embedded.redact(decoded.array(), 0, decoded.length());
        if (redacted == null) {
            out.append(bytes, from, to);
            return;
        }
        for (byte each : redacted) {
            escape(each, out);
        }
    }

    /** Whether a value has a slash, a brace, a bracket or a question mark, escaped or not. */
    private static boolean mayEmbed(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            switch (bytes[i]) {
                case '/', '{', '[', '?', '%' -> {
                    return true;
                }
                default -> {}
            }
        }
        return false;
    }

    private static void escape(byte each, ByteWriter out) {
        boolean isPlain = (each >= '0' && each <= '9')
                || (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || each == '-'
                || each == '.'
                || each == '_'
                || each == '~';
        if (isPlain) {
            out.append(each);
        } else {
            out.append((byte) '%').append(HEX[each >> 4 & 0xf]).append(HEX[each & 0xf]);
        }
    }
}
