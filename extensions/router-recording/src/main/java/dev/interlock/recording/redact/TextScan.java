package dev.interlock.recording.redact;

import java.util.Arrays;

/**
 * Searches texts of an unknown syntax for names of secrets, such as {@code <password>}, {@code token=} and a column of
 * CSV. Not safe for use by several threads.
 */
final class TextScan {
    /** First bytes of gzip, zip (also of jars and office documents), zstd, bzip2, xz, 7z and RAR. */
    private static final byte[][] COMPRESSED = {
        {0x1f, (byte) 0x8b},
        {'P', 'K', 3, 4},
        {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd},
        {'B', 'Z', 'h'},
        {(byte) 0xfd, '7', 'z', 'X', 'Z', 0},
        {'7', 'z', (byte) 0xbc, (byte) 0xaf},
        {'R', 'a', 'r', '!', 0x1a}
    };

    private final NameCache names;

    /** @param names cache of {@link MemberKind}s */
    TextScan(NameCache names) {
        this.names = names;
    }

    /**
     * Returns whether a text contains the name of a secret outside of prose. Also returns true for a compressed file,
     * because its bytes do not show the names in it.
     */
    boolean mayHaveSecret(byte[] bytes, int from, int to) {
        return isCompressed(bytes, from, to) || hasSecretName(bytes, from, to);
    }

    private static boolean isCompressed(byte[] bytes, int from, int to) {
        for (byte[] start : COMPRESSED) {
            if (to - from >= start.length && Arrays.equals(bytes, from, from + start.length, start, 0, start.length)) {
                return true;
            }
        }
        return false;
    }

    private boolean hasSecretName(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && isOfName(bytes[end])) {
                end++;
            }
            if (end > at && isName(bytes, end, to) && names.of(bytes, at, end) == MemberKind.SECRET) {
                return true;
            }
            at = end + 1;
        }
        return false;
    }

    private static boolean isOfName(byte each) {
        return (each >= 'a' && each <= 'z')
                || (each >= 'A' && each <= 'Z')
                || (each >= '0' && each <= '9')
                || each == '_'
                || each == '-';
    }

    /** Whether the next character shows that a word is a name. In prose, a space or a full stop follows. */
    private static boolean isName(byte[] bytes, int end, int to) {
        int next = Texts.skipSpace(bytes, end, to);
        if (next == to) {
            return false;
        }
        return switch (bytes[next]) {
            case '=', ':', '>' -> true;
            case '.', ')', '!', '?', '(', '<' -> false;
            default -> next == end;
        };
    }
}
