package dev.interlock.processor.language;

/** Text of a pattern and the current position in the text. The methods never split a surrogate pair. */
final class PatternText {
    private final String pattern;
    private int position;

    PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** Returns the index of the next UTF-16 code unit. */
    int position() {
        return position;
    }

    boolean hasNext() {
        return position < pattern.length();
    }

    /** Returns the next character and stays at its position. Must not be called at the end of the text. */
    int peek() {
        return pattern.codePointAt(position);
    }

    /** Reads and returns the next character. Must not be called at the end of the text. */
    int next() {
        int character = peek();
        position += Character.charCount(character);
        return character;
    }

    boolean take(char expected) {
        return take(Character.toString(expected));
    }

    /** Reads the expected text if it comes next. Returns whether the text was read. */
    boolean take(String expected) {
        boolean found = pattern.startsWith(expected, position);
        if (found) {
            position += expected.length();
        }
        return found;
    }

    /**
     * Reads the expected character if it comes next and is the last character of the pattern or of an alternative.
     * Returns whether the character was read.
     */
    boolean takeLast(char expected) {
        boolean isLast =
                comesNext(expected + "|") || pattern.substring(position).equals(Character.toString(expected));
        return isLast && take(expected);
    }

    boolean comesNext(String expected) {
        return pattern.startsWith(expected, position);
    }

    /**
     * Reads and returns as many digits of a radix as possible, up to a maximum. Returns the empty text if no digit
     * comes next.
     */
    String digits(int radix, int most) {
        int start = position;
        while (hasNext() && position - start < most && Character.digit(pattern.charAt(position), radix) >= 0) {
            position++;
        }
        return pattern.substring(start, position);
    }

    /**
     * Reads up to and including the next {@code end}. Without an {@code end}, reads to the end of the pattern. Returns
     * the text before {@code end}.
     */
    String upTo(char end) {
        int found = pattern.indexOf(end, position);
        int last = found < 0 ? pattern.length() : found;
        String before = pattern.substring(position, last);
        position = Math.min(last + 1, pattern.length());
        return before;
    }
}
