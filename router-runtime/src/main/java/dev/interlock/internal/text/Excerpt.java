package dev.interlock.internal.text;

/** Shortens text from clients. So a response that repeats the text does not grow with the request. */
public final class Excerpt {
    private static final int MAX_SHOWN = 64;

    private Excerpt() {}

    /**
     * Returns a short text unchanged, or the beginning of a long text with an ellipsis. The result has at most 64
     * characters.
     */
    public static String of(String text) {
        if (text.length() <= MAX_SHOWN) {
            return text;
        }
        int end = MAX_SHOWN - 1;
        // A cut must not split a surrogate pair.
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "\u2026";
    }
}
