package dev.interlock.processor.report;

import java.util.OptionalInt;

/** Characters that readers of a source cannot see, so that different texts look alike. The plain space is not one. */
public final class InvisibleCharacters {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    /** Characters that separate the parts of templates, or words. */
    private static final String SEPARATORS = "/{}:?# ";

    private InvisibleCharacters() {}

    /** Whether a code point is a control or format character, a separator, or a space other than the plain one. */
    public static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default -> false;
        };
    }

    /** Index of the first invisible character of a text; empty if there is none. */
    public static OptionalInt first(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isInvisible(text.codePointAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** Index of the first invisible character of a text, joiners within words aside; empty if there is none. */
    public static OptionalInt firstNeedless(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isNeedless(text, i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Whether the character at an index is invisible, but not a joiner between two visible characters. Persian and the
     * scripts of India spell words with joiners (Unicode Standard Annex 31, section 2.3).
     */
    public static boolean isNeedless(String text, int index) {
        int c = text.codePointAt(index);
        boolean isJoiner = c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
        boolean isWithin = index > 0 && index + 1 < text.length();
        return isInvisible(c)
                && !(isJoiner
                        && isWithin
                        && isPartOfWord(text.codePointBefore(index))
                        && isPartOfWord(text.codePointAt(index + 1)));
    }

    private static boolean isPartOfWord(int character) {
        return !isInvisible(character) && SEPARATORS.indexOf(character) < 0;
    }

    /** The code point and the Unicode name of a character: {@code U+00A0 (NO-BREAK SPACE)}. */
    public static String name(int character) {
        String name = Character.getName(character);
        String code = String.format("U+%04X", character);
        return name == null ? code : code + " (" + name + ")";
    }

    /** A text with each invisible character as its code point in angle brackets; line breaks stay. */
    public static String show(String text) {
        if (first(text).isEmpty()) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isInvisible(c) && c != '\n') {
                shown.append(String.format("<U+%04X>", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
