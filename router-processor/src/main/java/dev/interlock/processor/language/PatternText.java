package dev.interlock.processor.language;

/** A pattern and how far it has been read, by characters. */
final class PatternText {
    private final String pattern;
    private int position;

    PatternText(String pattern) {
        this.pattern = pattern;
    }

    /** Index of the UTF-16 code unit that is read next. */
    int position() {
        return position;
    }

    boolean hasNext() {
        return position < pattern.length();
    }

    /** The next character, which there must be. */
    int peek() {
        return pattern.codePointAt(position);
    }

    /** Reads the next character, which there must be. */
    int next() {
        int character = peek();
        position += Character.charCount(character);
        return character;
    }

    boolean take(char expected) {
        return take(Character.toString(expected));
    }

    /** Reads the text if it comes next. */
    boolean take(String expected) {
        boolean found = pattern.startsWith(expected, position);
        if (found) {
            position += expected.length();
        }
        return found;
    }

    /** Reads the character if it comes next and ends the pattern or an alternative of it. */
    boolean takeLast(char expected) {
        boolean isLast =
                comesNext(expected + "|") || pattern.substring(position).equals(Character.toString(expected));
        return isLast && take(expected);
    }

    boolean comesNext(String expected) {
        return pattern.startsWith(expected, position);
    }

    /** Reads digits of a radix, as many as there are up to a maximum; the empty text if none comes next. */
    String digits(int radix, int most) {
        int start = position;
        while (hasNext() && position - start < most && Character.digit(pattern.charAt(position), radix) >= 0) {
            position++;
        }
        return pattern.substring(start, position);
    }

    /** Reads what stands before the next such character, and that; all that is left if there is none. */
    String upTo(char end) {
        int found = pattern.indexOf(end, position);
        int last = found < 0 ? pattern.length() : found;
        String before = pattern.substring(position, last);
        position = Math.min(last + 1, pattern.length());
        return before;
    }
}
