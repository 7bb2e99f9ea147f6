package dev.interlock.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Objects;

/** A range of ASCII bytes read in place as characters; valid as long as the bytes stay and until it is wrapped anew. */
final class AsciiView implements CharSequence {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int offset;
    private int length;

    /** Points the view at bytes that are within the array, and ASCII. */
    AsciiView wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) bytes[offset + Objects.checkIndex(index, length)];
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        Objects.checkFromToIndex(start, end, length);
        return new AsciiView().wrap(bytes, offset + start, end - start);
    }

    @Override
    public String toString() {
        return new String(bytes, offset, length, US_ASCII);
    }
}
