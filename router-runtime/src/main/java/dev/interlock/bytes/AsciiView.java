package dev.interlock.bytes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * View of a range of ASCII bytes as characters. Valid until the next call of {@link #wrap}, and as long as the bytes do
 * not change.
 */
final class AsciiView implements CharSequence {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int offset;
    private int length;
    /**
     * Slice of this view after both have ended in strict mode, or null before. If it is not null, the length is
     * negative.
     */
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

    /** Returns a copy of a part of the text. The copy stays valid. */
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

    /** Ends this view together with its slice. Each later access throws an exception. */
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
