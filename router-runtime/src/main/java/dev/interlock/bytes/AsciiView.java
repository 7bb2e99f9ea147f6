package dev.interlock.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * View of a range of ASCII bytes as characters. Valid while the bytes stay unchanged, until the next call of
 * {@link #wrap}.
 */
final class AsciiView implements CharSequence {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int offset;
    private int length;
    /** Slice that has ended in strict mode together with this view, or null. If it is set, the length is negative. */
    private @Nullable Slice ended;

    /** Moves the view to a range of bytes, which must be ASCII and within the array. */
    AsciiView wrap(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.offset = offset;
        this.length = length;
        return this;
    }

    @Override
    public int length() {
        checkLive();
        return length;
    }

    @Override
    public char charAt(int index) {
        checkLive();
        return (char) bytes[offset + Objects.checkIndex(index, length)];
    }

    /** Copies a part of the text. The copy stays valid. */
    @Override
    public CharSequence subSequence(int start, int end) {
        checkLive();
        Objects.checkFromToIndex(start, end, length);
        return new String(bytes, offset + start, end - start, US_ASCII);
    }

    @Override
    public String toString() {
        checkLive();
        return new String(bytes, offset, length, US_ASCII);
    }

    /** Ends this view together with its slice. Each later access throws. */
    void end(Slice slice) {
        ended = slice;
        bytes = NONE;
        length = -1;
    }

    private void checkLive() {
        if (length < 0) {
            throwLate();
        }
    }

    private void throwLate() {
        Slice slice = ended;
        if (slice != null) {
            throw slice.late(this);
        }
    }
}
