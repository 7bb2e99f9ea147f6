package dev.interlock.processor.language;

/** Reads an escape: the characters after a backslash. */
final class EscapeParser {
    private static final String TIP_CHARACTER = "write the character itself, or its number as \\x{h}";

    private final PatternText text;
    private final int start;

    /** Creates a parser for the text after the backslash. The backslash is at the position {@code start}. */
    EscapeParser(PatternText text, int start) {
        this.text = text;
        this.start = start;
    }

    /** Returns the characters that the escape matches: one character, or the characters of a predefined class. */
    CharacterSet characters() throws Refusal {
        if (!text.hasNext()) {
            throw Refusal.syntax(start, "nothing follows the backslash");
        }
        int character = text.next();
        return switch (character) {
            case 'd' -> CharacterSet.DIGITS;
            case 'D' -> CharacterSet.DIGITS.complement();
            case 'w' -> CharacterSet.WORD;
            case 'W' -> CharacterSet.WORD.complement();
            case 's' -> CharacterSet.SPACE;
            case 'S' -> CharacterSet.SPACE.complement();
            default -> CharacterSet.of(character(character));
        };
    }

    private int character(int letter) throws Refusal {
        return switch (letter) {
            case 't' -> '\t';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 'f' -> '\f';
            case 'a' -> '\u0007';
            case 'e' -> '\u001b';
            case 'x' -> text.take('{') ? braced() : number(text.digits(16, 2), 2, 2);
            case 'u' -> number(text.digits(16, 4), 4, 4);
            default -> plain(letter);
        };
    }

    private int braced() throws Refusal {
        String digits = text.digits(16, 6);
        return number(text.take('}') ? digits : "", 1, 6);
    }

    private int number(String digits, int least, int most) throws Refusal {
        if (!digits.matches("[0-9a-fA-F]{" + least + "," + most + "}")) {
            throw Refusal.syntax(start, "an escape by number is \\xhh, \\uhhhh or \\x{h} with hexadecimal digits");
        }
        int character = Integer.parseInt(digits, 16);
        if (character > Character.MAX_CODE_POINT) {
            throw Refusal.syntax(start, "there is no such character");
        }
        if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            throw Refusal.unsupported(start, "a surrogate", TIP_CHARACTER);
        }
        return character;
    }

    /**
     * Returns a character that stands for itself after a backslash. Rejects ASCII letters and digits: Java gives some
     * of them a special meaning after a backslash, and reserves the others.
     */
    private int plain(int character) throws Refusal {
        String escape = "\\" + Character.toString(character);
        if ((character >= '1' && character <= '9') || character == 'k') {
            throw Refusal.notRegular(start, "a back-reference");
        }
        if ("bBAGzZ".indexOf(character) >= 0) {
            throw Refusal.anchor(start, escape);
        }
        if ("pP".indexOf(character) >= 0) {
            throw Refusal.unsupported(start, "a Unicode class", "write out the ranges, such as [a-zA-Z]");
        }
        if ("QE".indexOf(character) >= 0) {
            throw Refusal.unsupported(start, "quoting", "put a \\ before each special character");
        }
        if ("hHvVRXN0c".indexOf(character) >= 0) {
            throw Refusal.unsupported(start, escape, TIP_CHARACTER);
        }
        if (character < 128 && Character.isLetter(character)) {
            throw Refusal.syntax(start, escape + " is not an escape");
        }
        return character;
    }
}
