package dev.interlock.processor.report;

import java.util.OptionalInt;

/**
 * Finds characters that readers of a source cannot see. Texts that differ only in these characters look alike. The
 * plain space does not count.
 */
public final class InvisibleCharacters {
    private static final int COMBINING_GRAPHEME_JOINER = 0x034f;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int BRAILLE_PATTERN_BLANK = 0x2800;
    private static final int MUSICAL_SYMBOL_NULL_NOTEHEAD = 0x1d159;
    /** Characters that separate words or the parts of templates. */
    private static final String SEPARATORS = "/{}:?# ";

    private InvisibleCharacters() {}

    /**
     * Whether a code point is a control or format character, a separator, a space other than the plain space, an
     * ignorable character, or a symbol that looks like a space.
     */
    public static boolean isInvisible(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SPACE_SEPARATOR -> character != ' ';
            default ->
                character == BRAILLE_PATTERN_BLANK
                        || character == MUSICAL_SYMBOL_NULL_NOTEHEAD
                        || isIgnorable(character);
        };
    }

    /**
     * Whether a code point has the property Default_Ignorable_Code_Point (Unicode Standard Annex 44) and is not a
     * format character. These code points are fillers, invisible vowels, variation selectors, and code points that are
     * reserved for similar characters.
     */
    private static boolean isIgnorable(int character) {
        return switch (character) {
            case COMBINING_GRAPHEME_JOINER, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2065, 0x3164, 0xffa0 -> true;
            default ->
                isSelector(character)
                        || (character >= 0xfff0 && character <= 0xfff8)
                        || (character >= 0xe0000 && character <= 0xe0fff);
        };
    }

    /** Whether a code point selects a variant of the character before it. */
    private static boolean isSelector(int character) {
        return (character >= 0x180b && character <= 0x180f && character != 0x180e)
                || (character >= 0xfe00 && character <= 0xfe0f)
                || (character >= 0xe0100 && character <= 0xe01ef);
    }

    /** Returns the index of the first invisible character of a text; empty if there is none. */
    public static OptionalInt first(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isInvisible(text.codePointAt(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Returns the index of the first character for which {@link #isNeedless} holds; empty if there is none. Joiners and
     * selectors within words do not count.
     */
    public static OptionalInt firstNeedless(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isNeedless(text, i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /**
     * Whether the character at an index is invisible and not part of the spelling of a word. Persian and the scripts of
     * India spell some words with a joiner between two characters (Unicode Standard Annex 31, section 2.3). A variation
     * selector may follow an emoji, Han or Mongolian character.
     */
    public static boolean isNeedless(String text, int index) {
        int c = text.codePointAt(index);
        if (!isInvisible(c)) {
            return false;
        }
        int before = index > 0 ? text.codePointBefore(index) : '/';
        if (isSelector(c)) {
            return !isVisible(before);
        }
        boolean isJoiner = c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER || c == COMBINING_GRAPHEME_JOINER;
        int next = index + Character.charCount(c);
        return !isJoiner
                || !(isVisible(before) || isSelector(before))
                || next == text.length()
                || !isVisible(text.codePointAt(next));
    }

    private static boolean isVisible(int character) {
        return !isInvisible(character) && SEPARATORS.indexOf(character) < 0;
    }

    /** Returns the code point and the Unicode name of a character: {@code U+00A0 (NO-BREAK SPACE)}. */
    public static String name(int character) {
        String name = Character.getName(character);
        String code = String.format("U+%04X", character);
        return name == null ? code : code + " (" + name + ")";
    }

    /** Replaces each invisible character of a text by its code point in angle brackets. Keeps line breaks. */
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
