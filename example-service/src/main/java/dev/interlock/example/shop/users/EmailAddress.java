package dev.interlock.example.shop.users;

/** What an address of e-mail looks like. */
final class EmailAddress {
    private static final int MAX_LOCAL = 64;
    private static final int MAX_DOMAIN = 190;

    private EmailAddress() {}

    /** Only a letter to the address shows that it works; this keeps out what surely is none. */
    static boolean isPlausible(String text) {
        int at = text.indexOf('@');
        int domain = text.length() - at - 1;
        return at >= 1
                && at <= MAX_LOCAL
                && domain >= 1
                && domain <= MAX_DOMAIN
                && text.indexOf('@', at + 1) < 0
                && !hasSpace(text);
    }

    private static boolean hasSpace(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
