package dev.interlock.internal.accesslog;

/**
 * Escapes of a format for text in quotation marks. The output is printable ASCII. So text from clients cannot end a
 * value or a line, and cannot control a terminal.
 */
abstract class Escapes {
    /** Maximum length of one escape in bytes: two surrogates in JSON. */
    static final int LONGEST = 12;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    /**
     * Escapes the character at an index. The character is not plain text.
     *
     * @return index of the next character
     */
    abstract int escape(byte[] source, int at, int to, LineBuffer out);

    /** Returns the escapes of a format. */
    static Escapes of(LogFormat format) {
        return format == LogFormat.JSON ? new Json() : new Apache();
    }

    private static void hex(int value, int digits, LineBuffer out) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            out.put(HEX[value >>> shift & 0xf]);
        }
    }

    /**
     * Escapes of JSON (RFC 8259 section 7). Characters beyond ASCII are escaped as well: some of them break a line or
     * change the direction of text when someone reads the log.
     */
    private static final class Json extends Escapes {
        private static final int REPLACEMENT = 0xfffd;
        private static final int FIRST_SUPPLEMENTARY = 0x10000;

        @Override
        int escape(byte[] source, int at, int to, LineBuffer out) {
            byte first = source[at];
            if (first == '"' || first == '\\') {
                out.put('\\');
                out.put(first);
                return at + 1;
            }
            if (first >= 0) {
                unit(first, out);
                return at + 1;
            }
            int length = sequenceLength(source, at, to);
            if (length == 0) {
                unit(REPLACEMENT, out);
                return at + 1;
            }
            character(decode(source, at, length), out);
            return at + length;
        }

        /**
         * Returns the length of the UTF-8 sequence at an index (RFC 3629 section 4), or 0 if the sequence is malformed.
         */
        private static int sequenceLength(byte[] source, int at, int to) {
            int lead = source[at] & 0xff;
            int length = lead < 0xc2 || lead > 0xf4 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
            if (at + length > to) {
                return 0;
            }
            for (int i = 1; i < length; i++) {
                if ((source[at + i] & 0xc0) != 0x80) {
                    return 0;
                }
            }
            int character = length == 0 ? 0 : decode(source, at, length);
            boolean valid = switch (length) {
                case 3 -> character >= 0x800 && (character < 0xd800 || character > 0xdfff);
                case 4 -> character >= FIRST_SUPPLEMENTARY && character <= Character.MAX_CODE_POINT;
                default -> true;
            };
            return valid ? length : 0;
        }

        private static int decode(byte[] source, int at, int length) {
            int character = source[at] & (0xff >> (length + 1));
            for (int i = 1; i < length; i++) {
                character = character << 6 | (source[at + i] & 0x3f);
            }
            return character;
        }

        private static void character(int character, LineBuffer out) {
            if (character < FIRST_SUPPLEMENTARY) {
                unit(character, out);
            } else {
                unit(Character.highSurrogate(character), out);
                unit(Character.lowSurrogate(character), out);
            }
        }

        private static void unit(int unit, LineBuffer out) {
            out.put('\\');
            out.put('u');
            hex(unit, 4, out);
        }
    }

    /**
     * Escapes of Apache's logs. Some characters have an escape of the language C. All other bytes are written as
     * {@code \xhh}.
     */
    private static final class Apache extends Escapes {
        @Override
        int escape(byte[] source, int at, int to, LineBuffer out) {
            byte value = source[at];
            out.put('\\');
            switch (value) {
                case '"', '\\' -> out.put(value);
                case '\b' -> out.put('b');
                case '\n' -> out.put('n');
                case '\r' -> out.put('r');
                case '\t' -> out.put('t');
                case 0x0b -> out.put('v');
                default -> {
                    out.put('x');
                    hex(value & 0xff, 2, out);
                }
            }
            return at + 1;
        }
    }
}
