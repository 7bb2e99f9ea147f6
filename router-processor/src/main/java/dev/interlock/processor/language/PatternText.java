package dev.interlock.processor.language;

/** The text of a pattern and the current position in it. Reads whole characters. */
final class PatternText {
    private final String pattern;
    private int position;

    PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** Index of the next UTF-16 code unit. */
    int position() {
        return position;
    }

    boolean hasNext() {
        return position < pattern.length();
    }

    /** Returns the next character. The pattern must have one. */
    int peek() {
        return pattern.codePointAt(position);
    }

    /** Reads the next character. The pattern must have one. */
    int next() {
        int character = peek();
        position += Character.charCount(character);
        return character;
    }

    boolean take(char expected) {
        return take(Character.toString(expected));
    }

    /** Reads the text if it comes next. Returns whether it did. */
    boolean take(String expected) {
        boolean found = pattern.startsWith(expected, position);
        if (found) {
            position += expected.length();
        }
        return found;
    }

    /** Reads the character if it comes next, at the end of the pattern or of an alternative. */
    boolean takeLast(char expected) {
        boolean isLast =
                comesNext(expected + "|") || pattern.substring(position).equals(Character.toString(expected));
        return isLast && take(expected);
    }

    boolean comesNext(String expected) {
        return pattern.startsWith(expected, position);
    }

    /** Reads as many digits of a radix as possible, up to a maximum. Returns the empty text if no digit comes next. */
    String digits(int radix, int most) {
        int start = position;
        while (hasNext() && position - start < most && Character.digit(pattern.charAt(position), radix) >= 0) {
            position++;
        }
        return pattern.substring(start, position);
    }

    /**
     * Reads up to and including the next {@code end}, or the whole rest if there is none. Returns the text before
     * {@code end}.
     */
    String upTo(char end) {
        int found = pattern.indexOf(end, position);
        int last = found < 0 ? pattern.length() : found;
        String before = pattern.substring(position, last);
        position = Math.min(last + 1, pattern.length());
        return before;
    }
}
