package dev.interlock.processor.report;

import java.util.OptionalInt;

/** Characters that no reader of a source sees, so that two texts look alike that are not; the plain space is none. */
public final class InvisibleCharacters {
    private InvisibleCharacters() {}

    /** Whether a character is a space other than the plain one, a control, a format, a line or a paragraph separator. */
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

    /** A character by its code point and its name in Unicode: {@code U+00A0 (NO-BREAK SPACE)}. */
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
