package dev.interlock.http2.internal.hpack;

/**
 * Reads the primitives of field blocks: integers and string literals (RFC 7541 section 5). Keeps its position in a
 * fragment of a block, but no reference to the bytes. Used only by the thread of its event loop.
 */
final class PrimitiveReader {
    /** Result of reading a primitive that is incomplete. */
    static final int CUT = -2;
    /** Result of reading an integer above the limit. */
    static final int TOO_LARGE = -3;
    /** Result of {@link #decode} if the target has no room for the string. */
    static final int TOO_LONG = -4;

    /** Bytes of a target that strings leave free, because some methods write or read several bytes at once. */
    static final int SLACK = Long.BYTES;

    /** Bit of the first byte of a string that is in Huffman code. */
    private static final int HUFFMAN = 0x80;

    /** Index of the next byte. */
    private int at;

    // The last string.
    private int stringFrom;
    private int stringTo;
    private boolean coded;

    /** Continues at an index. */
    void moveTo(int index) {
        at = index;
    }

    /** Returns the index of the next byte. */
    int at() {
        return at;
    }

    /** Returns the index of the first byte of the last string, after its length. */
    int stringFrom() {
        return stringFrom;
    }

    /** Returns the index after the last string. */
    int stringTo() {
        return stringTo;
    }

    /** Returns whether the last string is in Huffman code. */
    boolean isCoded() {
        return coded;
    }

    /**
     * Reads an integer (section 5.1). Its first byte must be in the fragment.
     *
     * @param to end of the fragment
     * @param mask bits of the prefix, all ones
     * @return the integer, at most 2^28 + 254; {@link #CUT} if it is incomplete; or {@link #TOO_LARGE} if it has more
     *     than four bytes after its prefix
     */
    int integer(byte[] bytes, int to, int mask) {
        int value = bytes[at++] & mask;
        if (value < mask) {
            return value;
        }
        for (int shift = 0; shift < 28; shift += 7) {
            if (at == to) {
                return CUT;
            }
            int octet = bytes[at++];
            value += (octet & 0x7f) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        return TOO_LARGE;
    }

    /**
     * Finds the end of a string literal (section 5.2), and moves there. Does not decode the string.
     *
     * @param to end of the fragment
     * @return index after the string; {@link #CUT} if it is incomplete; or {@link #TOO_LARGE}
     */
    int string(byte[] bytes, int to) {
        if (at == to) {
            return CUT;
        }
        coded = (bytes[at] & HUFFMAN) != 0;
        int length = integer(bytes, to, HUFFMAN - 1);
        if (length < 0) {
            return length;
        }
        if (length > to - at) {
            return CUT;
        }
        stringFrom = at;
        at += length;
        stringTo = at;
        return at;
    }

    /**
     * Writes the octets of a string to a target at an index.
     *
     * @return index after the octets; {@link #TOO_LONG} if they do not fit before the last {@link #SLACK} bytes; or
     *     {@link Huffman#INVALID}
     */
    static int decode(byte[] bytes, int from, int to, boolean coded, byte[] target, int index) {
        int free = target.length - SLACK - index;
        if (!coded) {
            if (to - from > free) {
                return TOO_LONG;
            }
            System.arraycopy(bytes, from, target, index, to - from);
            return index + to - from;
        }
        if (Huffman.mostOctets(to - from) > free) {
            int octets = Huffman.decodedLength(bytes, from, to);
            if (octets == Huffman.INVALID || octets > free) {
                return octets == Huffman.INVALID ? Huffman.INVALID : TOO_LONG;
            }
        }
        return Huffman.decode(bytes, from, to, target, index);
    }
}
