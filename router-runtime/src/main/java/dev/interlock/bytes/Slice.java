package dev.interlock.bytes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.bytes.Ascii;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A view of a range of a byte array. It does not copy the bytes. A slice can be moved to another range.
 *
 * <p>A slice from a request is valid until its handler returns; {@link #copy()} returns a slice that stays valid.
 * Equality and hash code depend on the bytes at the time of the call, so do not use a slice as the key of a map. While
 * a call {@linkplain #wrap moves} a slice, no other thread may use it.
 */
public final class Slice {
    private static final byte[] NONE = {};

    private byte[] bytes = NONE;
    private int offset;
    private int length;
    /** View of the characters, or null until the first call of {@link #chars()}. */
    private @Nullable AsciiView view;
    /**
     * Lease of the request once the request has ended in strict mode, or null. If it is not null, the length is
     * negative.
     */
    private @Nullable Lease ended;

    /** Creates an empty slice; {@link #wrap} moves it. */
    public Slice() {}

    /** Creates a slice of the UTF-8 bytes of {@code text}. */
    public static Slice of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Slice().wrap(bytes, 0, bytes.length);
    }

    /**
     * Moves this slice to {@code length} bytes from {@code offset}.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public Slice wrap(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (this.bytes != bytes) {
            // A slice often stays on one buffer. The check avoids the garbage collector's write barrier.
            this.bytes = bytes;
        }
        this.offset = offset;
        this.length = length;
        return this;
    }

    /** Makes this slice empty, so that the array of an ended request can be freed. */
    public void clear() {
        wrap(NONE, 0, 0);
        AsciiView chars = view;
        if (chars != null) {
            chars.wrap(NONE, 0, 0);
        }
    }

    /**
     * {@linkplain #clear Clears} this slice, unless it refers to an array that outlives the request anyway.
     *
     * @param lasting array that outlives requests, or null
     */
    public void clearUnless(byte @Nullable [] lasting) {
        // Most slices are empty or refer to the lasting array.
        if (bytes != NONE && bytes != lasting) {
            clear();
        }
    }

    /** Returns the array of this slice. The range begins at {@link #offset()}. */
    public byte[] array() {
        checkLive();
        return bytes;
    }

    public int offset() {
        checkLive();
        return offset;
    }

    /** Returns the length in bytes, not in characters. */
    public int length() {
        checkLive();
        return length;
    }

    public boolean isEmpty() {
        checkLive();
        return length == 0;
    }

    /**
     * Returns the byte at {@code index}.
     *
     * @throws IndexOutOfBoundsException unless {@code 0 <= index < length()}
     */
    public byte at(int index) {
        checkLive();
        return bytes[offset + Objects.checkIndex(index, length)];
    }

    /** Whether the bytes equal {@code text} in UTF-8. Allocates nothing if the text is ASCII. */
    public boolean contentEquals(CharSequence text) {
        checkLive();
        if (text.length() == length && Ascii.equal(bytes, offset, text)) {
            return true;
        }
        return !Ascii.isAscii(bytes, offset, length) && toString().contentEquals(text);
    }

    /**
     * Returns the bytes as characters: a view of this range if it is ASCII, or else a decoded copy. The characters are
     * valid as long as this slice, and until the next call of this method. Each call reads all bytes, so do not call it
     * in a loop.
     */
    public CharSequence chars() {
        checkLive();
        if (!Ascii.isAscii(bytes, offset, length)) {
            return toString();
        }
        AsciiView chars = view;
        if (chars == null) {
            chars = new AsciiView();
            view = chars;
        }
        return chars.wrap(bytes, offset, length);
    }

    /** Returns a slice of a copy of the bytes. */
    public Slice copy() {
        return new Slice().wrap(toByteArray(), 0, length);
    }

    /** Returns the bytes in a new array. */
    public byte[] toByteArray() {
        checkLive();
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Slice that)) {
            return false;
        }
        checkLive();
        that.checkLive();
        return Arrays.equals(bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
    }

    @Override
    public int hashCode() {
        checkLive();
        int hash = 1;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Returns the bytes decoded as UTF-8. Malformed input becomes U+FFFD. */
    @Override
    public String toString() {
        checkLive();
        return new String(bytes, offset, length, UTF_8);
    }

    /**
     * Ends this slice in strict mode, together with the lease of its request. Each later access throws an exception.
     */
    void end(Lease lease) {
        ended = lease;
        bytes = NONE;
        length = -1;
        AsciiView chars = view;
        if (chars != null) {
            chars.end(this);
        }
    }

    private void checkLive() {
        if (length < 0) {
            throw late(this);
        }
    }

    /** Creates the exception for the use of this slice, or of its characters, after the end of the lease. */
    IllegalStateException late(Object used) {
        Lease lease = ended;
        return lease == null ? new IllegalStateException("The slice is in use") : lease.late(this, used);
    }
}
