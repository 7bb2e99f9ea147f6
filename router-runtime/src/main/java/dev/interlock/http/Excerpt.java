package dev.interlock.http;

/** As much of a client's text as is repeated to it: an answer does not grow with what was sent. */
public final class Excerpt {
    private static final int MAX_SHOWN = 64;

    private Excerpt() {}

    /** The text, or the beginning of a long one with an ellipsis behind it: 64 characters at most. */
    public static String of(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        int end = MAX_SHOWN - 1;
        // No half of a surrogate pair.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }
}
