package dev.interlock.http2.internal.hpack;

import dev.interlock.internal.bytes.Swar;

/**
 * Huffman code of RFC 7541 section 5.2 and appendix B.
 *
 * <p>The code is canonical. Codes of one length are consecutive numbers, in the order of their symbols, and come after
 * all shorter codes. So the lengths alone define the code.
 */
final class Huffman {
    /** Result of {@link #decode} and {@link #decodedLength} for an invalid text. */
    static final int INVALID = -1;

    /**
     * Length of the code of each symbol in bits, as a digit or, from 10, a letter beginning with 'a'. The symbols are
     * the octets 0 to 255, then EOS, as in RFC 7541 appendix B.
     */
    private static final String LENGTHS = "dnsssssssoussussssssssusssssssss6aacd68baa8b8666555666666678f6ca"
            + "d67777777777777777777777878djde6f56565666577666567655677777fbeds"
            + "kmkkmmmnmnnnnnonoomnonnnnlmnmnnomlkmmnnlnmmolmnnllmlnmnnkmmmnmmn"
            + "qqkjmnmpqqqrrqopjlqrrqrollqqsrrrkoklmllnmmppooqnqrqqrrrrrsrrrrrq"
            + "u";

    private static final int SYMBOLS = 257;
    private static final int EOS = 256;
    private static final int LONGEST = 30;
    /** Number of bits of an index of {@link #DECODING}. Codes with more bits are not in it. */
    private static final int ROOT_BITS = 11;
    /** Length of the shortest code in bits. So n bytes encode at most 8 * n / 5 octets. */
    private static final int SHORTEST = 5;

    private static final byte[] CODE_LENGTHS = new byte[SYMBOLS];
    private static final int[] CODES = new int[SYMBOLS];
    /** Symbols in the order of their codes. */
    private static final short[] SYMBOLS_BY_CODE = new short[SYMBOLS];
    /** For each length, the first longer code, shifted left to the length of the longest code. */
    private static final int[] LIMITS = new int[LONGEST + 1];
    /** For each length, the number that turns a code of this length into its index in {@link #SYMBOLS_BY_CODE}. */
    private static final int[] OFFSETS = new int[LONGEST + 1];
    /**
     * One or two symbols for each value of the next {@link #ROOT_BITS} bits. An entry has the first symbol in bits 0 to
     * 7, the second symbol in bits 8 to 15, the length of the first code in bits 16 to 20, and the length of both codes
     * together in bits 24 to 28. If the second code is incomplete, both lengths are that of the first code. If the
     * first code is incomplete, the entry is 0.
     */
    private static final int[] DECODING = new int[1 << ROOT_BITS];

    static {
        assignCodes();
        fillDecoding();
    }

    private Huffman() {}

    private static void assignCodes() {
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code <<= 1;
            OFFSETS[length] = index - code;
            for (int symbol = 0; symbol < SYMBOLS; symbol++) {
                if (Character.digit(LENGTHS.charAt(symbol), Character.MAX_RADIX) == length) {
                    CODE_LENGTHS[symbol] = (byte) length;
                    CODES[symbol] = code++;
                    SYMBOLS_BY_CODE[index++] = (short) symbol;
                }
            }
            LIMITS[length] = code << (LONGEST - length);
        }
    }

    private static void fillDecoding() {
        for (int bits = 0; bits < DECODING.length; bits++) {
            int window = bits << (LONGEST - ROOT_BITS);
            int first = codeLength(window);
            if (first > ROOT_BITS) {
                continue;
            }
            int entry = symbol(window, first) | first << 16;
            int rest = window << first & ((1 << LONGEST) - 1);
            int second = codeLength(rest);
            if (first + second <= ROOT_BITS) {
                entry |= symbol(rest, second) << 8 | (first + second) << 24;
            } else {
                entry |= first << 24;
            }
            DECODING[bits] = entry;
        }
    }

    /** Returns the length of the code at the start of 30 bits. */
    private static int codeLength(int window) {
        int length = SHORTEST;
        while (length < LONGEST && window >= LIMITS[length]) {
            length++;
        }
        return length;
    }

    /** Returns the symbol whose code is at the start of 30 bits. */
    private static int symbol(int window, int length) {
        return SYMBOLS_BY_CODE[(window >>> (LONGEST - length)) + OFFSETS[length]];
    }

    /** Returns the largest number of octets that a text of {@code bytes} bytes can have. */
    static int mostOctets(int bytes) {
        return (int) (bytes * 8L / SHORTEST);
    }

    /** Returns the length of the encoded text in bytes. */
    static int encodedLength(byte[] bytes, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits += CODE_LENGTHS[bytes[i] & 0xff];
        }
        return (int) ((bits + 7) >>> 3);
    }

    /** Returns the length of the encoded text in bytes, after its letters were converted to lowercase. */
    static int encodedLengthOfLowerCase(byte[] bytes, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits += CODE_LENGTHS[lowerCase(bytes[i]) & 0xff];
        }
        return (int) ((bits + 7) >>> 3);
    }

    private static byte lowerCase(byte octet) {
        return octet >= 'A' && octet <= 'Z' ? (byte) (octet | 0x20) : octet;
    }

    /**
     * Encodes a text. The target must have room for {@link #encodedLength} bytes.
     *
     * @param lower whether to convert letters to lowercase first
     * @return index after the last written byte
     */
    static int encode(byte[] bytes, int from, int to, boolean lower, byte[] target, int at) {
        long pending = 0;
        int count = 0;
        int index = at;
        for (int i = from; i < to; i++) {
            int symbol = (lower ? lowerCase(bytes[i]) : bytes[i]) & 0xff;
            int length = CODE_LENGTHS[symbol];
            pending = pending << length | CODES[symbol];
            count += length;
            while (count >= Byte.SIZE) {
                count -= Byte.SIZE;
                target[index++] = (byte) (pending >>> count);
            }
        }
        if (count > 0) {
            // Padding: the first bits of EOS are ones.
            target[index++] = (byte) (pending << (Byte.SIZE - count) | 0xff >>> count);
        }
        return index;
    }

    /**
     * Decodes a text. The target must have room for {@link #mostOctets} octets and one more.
     *
     * @return index after the last octet in the target, or {@link #INVALID}
     */
    static int decode(byte[] bytes, int from, int to, byte[] target, int at) {
        long bits = 0;
        int count = 0;
        int next = from;
        int index = at;
        while (true) {
            // The next bits of the text are at the high end of the word.
            if (next + Long.BYTES <= to) {
                bits |= Long.reverseBytes(Swar.word(bytes, next)) >>> count;
                next += (Long.SIZE - 1 - count) >>> 3;
                count |= Long.SIZE - Byte.SIZE;
            } else {
                int taken = Math.min((Long.SIZE - count) >>> 3, to - next);
                bits |= tail(bytes, next, next + taken) >>> count;
                next += taken;
                count += taken * Byte.SIZE;
            }
            while (count >= LONGEST || next == to) {
                int entry = DECODING[(int) (bits >>> (Long.SIZE - ROOT_BITS))];
                int length = entry >>> 24;
                if (entry != 0 && length <= count) {
                    target[index] = (byte) entry;
                    target[index + 1] = (byte) (entry >>> 8);
                    // Equal lengths mean that the entry has only one symbol.
                    index += length == (entry >>> 16 & 0x1f) ? 1 : 2;
                } else {
                    length = codeLength((int) (bits >>> (Long.SIZE - LONGEST)));
                    int symbol = symbol((int) (bits >>> (Long.SIZE - LONGEST)), length);
                    if (length > count || symbol == EOS) {
                        return length > count && isPadding(bits, count) ? index : INVALID;
                    }
                    target[index++] = (byte) symbol;
                }
                bits <<= length;
                count -= length;
            }
        }
    }

    /** Returns up to eight bytes at the high end of a word. */
    private static long tail(byte[] bytes, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= (bytes[i] & 0xffL) << (Long.SIZE - Byte.SIZE * (i - from + 1));
        }
        return bits;
    }

    /** Returns whether the last bits are valid padding: fewer than eight, and all ones. */
    private static boolean isPadding(long bits, int count) {
        return count < Byte.SIZE && bits >>> (Long.SIZE - Byte.SIZE) == (0xff << (Byte.SIZE - count) & 0xff);
    }

    /** Returns the number of octets of a text, or {@link #INVALID}. Slower than {@link #decode}. */
    static int decodedLength(byte[] bytes, int from, int to) {
        long bits = 0;
        int count = 0;
        int octets = 0;
        int next = from;
        while (true) {
            int taken = Math.min((Long.SIZE - count) >>> 3, to - next);
            bits |= tail(bytes, next, next + taken) >>> count;
            next += taken;
            count += taken * Byte.SIZE;
            int window = (int) (bits >>> (Long.SIZE - LONGEST));
            int length = codeLength(window);
            if (length > count) {
                return isPadding(bits, count) ? octets : INVALID;
            }
            if (symbol(window, length) == EOS) {
                return INVALID;
            }
            octets++;
            bits <<= length;
            count -= length;
        }
    }
}
