package dev.interlock.recording.redact;

/**
 * Searches texts of an unknown syntax for names of secrets, such as {@code <password>}, {@code token=} and a column of
 * CSV. Not safe for use by several threads.
 */
final class TextScan {
    private final NameCache names;

    /** @param names cache of {@link MemberKind}s */
    TextScan(NameCache names) {
        this.names = names;
    }

    /** Returns whether a text contains the name of a secret outside of prose. */
    boolean hasSecretName(byte[] bytes, int from, int to) {
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
