package dev.interlock.http;

/** Limits text of a client that the server repeats. So a response does not grow with the request. */
public final class Excerpt {
    private static final int MAX_SHOWN = 64;

    private Excerpt() {}

    /** Returns the text, or the beginning of a long text followed by an ellipsis: 64 characters at most. */
    public static String of(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        int end = MAX_SHOWN - 1;
        // Does not cut a surrogate pair.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }
}
