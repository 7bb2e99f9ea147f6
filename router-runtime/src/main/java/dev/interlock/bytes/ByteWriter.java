package dev.interlock.bytes;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An array of bytes that grows as content is appended. {@link #clear()} keeps the array for new content. Appending
 * allocates only when the array must grow. Not safe for use by several threads.
 */
public final class ByteWriter {
    /** Number of characters of the longest {@code long}, with its sign. */
    private static final int LONGEST_NUMBER = 20;

    private static final byte[] NONE = {};

    private byte[] bytes;
    private int length;
    /** Lease of the request once the request has ended in strict mode, or null. */
    private @Nullable Lease ended;

    /** Creates an empty writer with room for {@code capacity} bytes before it grows. */
    public ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Returns the array; its first {@link #length()} bytes are the content. Growing replaces the array. */
    public byte[] array() {
        checkLive();
        return bytes;
    }

    /** Returns the number of bytes written since the last {@link #clear()}. */
    public int length() {
        checkLive();
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Removes the content and keeps the array. */
    public void clear() {
        length = 0;
    }

    /**
     * Removes the content. Also frees an array larger than {@code retained} bytes, because most writers do not need a
     * large array again soon. The next append then allocates a new array.
     */
    public void clear(int retained) {
        length = 0;
        if (bytes.length > retained) {
            bytes = NONE;
        }
    }

    /**
     * Removes all but the first {@code newLength} bytes.
     *
     * @param newLength number of bytes to keep, 0 to {@link #length()}
     */
    public void truncate(int newLength) {
        length = Objects.checkIndex(newLength, length + 1);
    }

    /** Removes the bytes from {@code from} to {@code to}, and closes the gap. */
    public void remove(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        System.arraycopy(bytes, to, bytes, from, length - to);
        length -= to - from;
    }

    /**
     * Appends {@code more} bytes with undefined values, which the caller writes to {@link #array()}.
     *
     * @return index of the first of these bytes
     */
    public int extend(int more) {
        ensure(more);
        int start = length;
        length += more;
        return start;
    }

    /**
     * Appends bytes that the caller has written to {@link #array()}, from {@link #length()}.
     *
     * @param newLength index after the last byte; at most the length of the array
     */
    public void advance(int newLength) {
        length = Objects.checkIndex(newLength, bytes.length + 1);
    }

    /** Makes room for {@code more} bytes. Appending up to that many bytes then does not replace the array. */
    public void ensure(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    /**
     * Grows the array to {@code capacity} unless it is that large already.
     *
     * @param capacity number of bytes, at least {@link #length()}
     */
    public void growTo(int capacity) {
        if (capacity > bytes.length) {
            bytes = Arrays.copyOf(bytes, capacity);
        }
    }

    private void grow(int more) {
        checkLive();
        int wanted = Math.addExact(length, more);
        // Doubling keeps the total cost of appending linear. The largest array length limits the growth.
        bytes = Arrays.copyOf(bytes, Math.max(wanted, (int) Math.min(2L * bytes.length, Integer.MAX_VALUE - 8)));
    }

    public ByteWriter append(byte value) {
        ensure(1);
        bytes[length++] = value;
        return this;
    }

    public ByteWriter append(byte[] source) {
        return append(source, 0, source.length);
    }

    /** Appends the bytes from {@code from} to {@code to}. */
    public ByteWriter append(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    public ByteWriter append(Slice slice) {
        return append(slice.array(), slice.offset(), slice.offset() + slice.length());
    }

    /** Appends {@code text} as UTF-8. An unpaired surrogate becomes a question mark, as in {@link String#getBytes}. */
    public ByteWriter append(CharSequence text) {
        int count = text.length();
        ensure(count);
        byte[] into = bytes;
        int at = length;
        int i = 0;
        for (char c; i < count && (c = text.charAt(i)) < 0x80; i++) {
            into[at++] = (byte) c;
        }
        length = at;
        if (i < count) {
            appendUtf8(text, i);
        }
        return this;
    }

    private void appendUtf8(CharSequence text, int start) {
        int count = text.length();
        for (int i = start; i < count; i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                appendCodePoint(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < count && Character.isLowSurrogate(text.charAt(i + 1))) {
                appendCodePoint(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                append((byte) '?');
            }
        }
    }

    private void appendCodePoint(int codePoint) {
        ensure(4);
        if (codePoint < 0x80) {
            bytes[length++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            bytes[length++] = (byte) (0xc0 | codePoint >> 6);
            bytes[length++] = continuation(codePoint);
        } else if (codePoint < 0x10000) {
            bytes[length++] = (byte) (0xe0 | codePoint >> 12);
            bytes[length++] = continuation(codePoint >> 6);
            bytes[length++] = continuation(codePoint);
        } else {
            bytes[length++] = (byte) (0xf0 | codePoint >> 18);
            bytes[length++] = continuation(codePoint >> 12);
            bytes[length++] = continuation(codePoint >> 6);
            bytes[length++] = continuation(codePoint);
        }
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3f));
    }

    /** Appends {@code value} in decimal. */
    public ByteWriter append(long value) {
        ensure(LONGEST_NUMBER);
        // Negated, because the smallest long has no positive counterpart.
        long rest = value < 0 ? value : -value;
        int digits = digits(rest);
        if (value < 0) {
            bytes[length++] = '-';
        }
        int at = length + digits;
        length = at;
        do {
            long tens = rest / 10;
            bytes[--at] = (byte) ('0' + (tens * 10 - rest));
            rest = tens;
        } while (rest != 0);
        return this;
    }

    private static int digits(long negated) {
        int digits = 1;
        for (long rest = negated / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** Returns the content, decoded as UTF-8. */
    @Override
    public String toString() {
        checkLive();
        return new Slice().wrap(bytes, 0, length).toString();
    }

    /**
     * Ends this writer in strict mode, together with the lease of its response. Each later access throws an exception.
     */
    public void end(Lease lease) {
        ended = lease;
        bytes = new byte[0];
        length = 0;
    }

    private void checkLive() {
        Lease lease = ended;
        if (lease != null) {
            throw lease.late(this);
        }
    }
}
