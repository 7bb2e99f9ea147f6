package dev.interlock.example.shop.users;

/** Checks the syntax of email addresses. */
final class EmailAddress {
    // Maximum length in code points.
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 190;

    private EmailAddress() {}

    /**
     * Whether a text may be an email address. Rejects only texts that certainly are not. To find out whether an address
     * works, the shop would have to send an email.
     */
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

    /** Whether {@code \s} in a regular expression matches the character. Unicode has more white space. */
    private static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\n', '\u000b', '\f', '\r' -> true;
            default -> false;
        };
    }
}
