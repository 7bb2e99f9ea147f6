package dev.interlock.internal.bytes;

/** Decodes percent-encoding (RFC 3986 section 2.1), and the form encoding, in which a plus is a space. */
public final class Percent {
    /** Length of one escape such as {@code %41}, in bytes. */
    private static final int ESCAPE = 3;

    private Percent() {}

    /**
     * Decodes the bytes from {@code start} to {@code end} by replacing each escape with its byte. The result is not
     * longer than the input, so source and target may be the same array if {@code at <= start}.
     *
     * @return index after the decoded bytes in {@code to}, or -1 if two hexadecimal digits do not follow a percent sign
     * @throws IndexOutOfBoundsException if {@code to} is too short
     */
    public static int decode(byte[] from, int start, int end, byte[] to, int at) {
        return decode(from, start, end, to, at, (byte) '+');
    }

    /**
     * Like {@link #decode}, but also turns a plus into a space, as in {@code application/x-www-form-urlencoded} (WHATWG
     * URL section 5.1).
     */
    public static int decodeForm(byte[] from, int start, int end, byte[] to, int at) {
        return decode(from, start, end, to, at, (byte) ' ');
    }

    private static int decode(byte[] from, int start, int end, byte[] to, int at, byte plus) {
        int write = at;
        for (int read = start; read < end; ) {
            byte value = from[read];
            if (value == '%') {
                int decoded = end - read < ESCAPE ? -1 : escape(from[read + 1], from[read + 2]);
                if (decoded < 0) {
                    return -1;
                }
                to[write++] = (byte) decoded;
                read += ESCAPE;
            } else {
                to[write++] = value == '+' ? plus : value;
                read++;
            }
        }
        return write;
    }

    /** Returns the byte of an escape, 0 to 255. Returns a negative number if one of the digits is not hexadecimal. */
    private static int escape(byte high, byte low) {
        return hexDigit(high) << 4 | hexDigit(low);
    }

    private static int hexDigit(byte value) {
        if (value >= '0' && value <= '9') {
            return value - '0';
        }
        // Setting bit 0x20 turns a capital into a small letter. It does not turn any other byte into a letter.
        int letter = value | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }
}
