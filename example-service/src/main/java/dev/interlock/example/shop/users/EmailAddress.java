package dev.interlock.example.shop.users;

/** What an address of e-mail looks like. */
final class EmailAddress {
    // In code points.
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 190;

    private EmailAddress() {}

    /** Only a letter to the address shows that it works; this keeps out what surely is none. */
    static boolean isPlausible(String text) {
        int at = text.indexOf('@');
        return at >= 0
                && text.indexOf('@', at + 1) < 0
                && isWithin(MAX_LOCAL, text.codePointCount(0, at))
                && isWithin(MAX_DOMAIN, text.codePointCount(at + 1, text.length()))
                && !hasSpace(text);
    }

    private static boolean isWithin(int max, int length) {
        return length >= 1 && length <= max;
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isSpace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Those of {@code \s} in a regular expression, not those of Unicode. */
    private static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\u000b', '\f', '\r' -> true;
            default -> false;
        };
    }
}
