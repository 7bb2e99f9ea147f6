package dev.interlock.generated.proto;

import dev.interlock.internal.bytes.WireNumbers;

/**
 * Writes repeated fields of numbers in packed form. Consecutive elements of a field form a run with one tag and one
 * length. The length is correct after each element. If another field is written between two elements, a new run begins.
 * Readers join the runs of a field.
 */
abstract class PackedFieldEncoder extends OpenMessage {
    private int runTag;
    private int runWidth;
    private int runContent;

    PackedFieldEncoder(int depth, Destination destination) {
        super(depth, destination);
    }

    /** Writes an element of {@code int32}, or the number of an enum constant. */
    public final void packedInt32(int tag, int value) {
        packedInt64(tag, value);
    }

    /** Writes an element of {@code int64} or {@code uint64}. */
    public final void packedInt64(int tag, long value) {
        int next = element(tag, NUMBER);
        finish(WireNumbers.putVarint(bytes, next, value));
    }

    /** Writes an element of {@code uint32}, given as its bits. */
    public final void packedUint32(int tag, int value) {
        packedInt64(tag, value & 0xffff_ffffL);
    }

    /**
     * Writes an element of {@code uint32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
     */
    public final void packedUint32(int tag, long value) {
        packedInt64(tag, checkedUint32(value));
    }

    /** Writes an element of {@code sint32}. */
    public final void packedSint32(int tag, int value) {
        packedInt64(tag, WireNumbers.zigZag(value) & 0xffff_ffffL);
    }

    /** Writes an element of {@code sint64}. */
    public final void packedSint64(int tag, long value) {
        packedInt64(tag, WireNumbers.zigZag(value));
    }

    /** Writes an element of {@code bool}. */
    public final void packedBool(int tag, boolean value) {
        packedInt64(tag, value ? 1 : 0);
    }

    /** Writes an element of {@code fixed32}, given as its bits, or of {@code sfixed32}. */
    public final void packedFixed32(int tag, int value) {
        int next = element(tag, NUMBER);
        finish(WireNumbers.putInt(bytes, next, value));
    }

    /**
     * Writes an element of {@code fixed32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
     */
    public final void packedFixed32(int tag, long value) {
        packedFixed32(tag, (int) checkedUint32(value));
    }

    /** Writes an element of {@code fixed64} or {@code sfixed64}. */
    public final void packedFixed64(int tag, long value) {
        int next = element(tag, NUMBER);
        finish(WireNumbers.putLong(bytes, next, value));
    }

    /** Writes an element of {@code float}; keeps the bits of NaN. */
    public final void packedFloating(int tag, float value) {
        packedFixed32(tag, Float.floatToRawIntBits(value));
    }

    /** Writes an element of {@code double}; keeps the bits of NaN. */
    public final void packedFloating(int tag, double value) {
        packedFixed64(tag, Double.doubleToRawLongBits(value));
    }

    /** Writes elements of {@code int32}. */
    public final void packedInt32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(value);
        }
        int next = elements(tag, size);
        byte[] into = bytes;
        for (int value : values) {
            next = WireNumbers.putVarint(into, next, value);
        }
        finish(next, size);
    }

    /** Writes elements of {@code int64} or {@code uint64}. */
    public final void packedInt64(int tag, long[] values) {
        long size = 0;
        for (long value : values) {
            size += WireNumbers.varintLength(value);
        }
        int next = elements(tag, size);
        byte[] into = bytes;
        for (long value : values) {
            next = WireNumbers.putVarint(into, next, value);
        }
        finish(next, size);
    }

    /** Writes elements of {@code uint32}, given as their bits. */
    public final void packedUint32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(value & 0xffff_ffffL);
        }
        int next = elements(tag, size);
        byte[] into = bytes;
        for (int value : values) {
            next = WireNumbers.putVarint(into, next, value & 0xffff_ffffL);
        }
        finish(next, size);
    }

    /**
     * Writes elements of {@code uint32}, given as their values.
     *
     * @throws IllegalArgumentException unless each value is 0 to 2<sup>32</sup> - 1
     */
    public final void packedUint32(int tag, long[] values) {
        for (long value : values) {
            checkedUint32(value);
        }
        packedInt64(tag, values);
    }

    /** Writes elements of {@code sint32}. */
    public final void packedSint32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(WireNumbers.zigZag(value) & 0xffff_ffffL);
        }
        int next = elements(tag, size);
        byte[] into = bytes;
        for (int value : values) {
            next = WireNumbers.putVarint(into, next, WireNumbers.zigZag(value) & 0xffff_ffffL);
        }
        finish(next, size);
    }

    /** Writes elements of {@code sint64}. */
    public final void packedSint64(int tag, long[] values) {
        long size = 0;
        for (long value : values) {
            size += WireNumbers.varintLength(WireNumbers.zigZag(value));
        }
        int next = elements(tag, size);
        byte[] into = bytes;
        for (long value : values) {
            next = WireNumbers.putVarint(into, next, WireNumbers.zigZag(value));
        }
        finish(next, size);
    }

    /** Writes elements of {@code bool}. */
    public final void packedBool(int tag, boolean[] values) {
        int next = elements(tag, values.length);
        byte[] into = bytes;
        for (boolean value : values) {
            into[next++] = (byte) (value ? 1 : 0);
        }
        finish(next, values.length);
    }

    /** Writes elements of {@code fixed32}, given as their bits, or of {@code sfixed32}. */
    public final void packedFixed32(int tag, int[] values) {
        long size = (long) Integer.BYTES * values.length;
        int next = elements(tag, size);
        byte[] into = bytes;
        for (int value : values) {
            next = WireNumbers.putInt(into, next, value);
        }
        finish(next, size);
    }

    /**
     * Writes elements of {@code fixed32}, given as their values.
     *
     * @throws IllegalArgumentException unless each value is 0 to 2<sup>32</sup> - 1
     */
    public final void packedFixed32(int tag, long[] values) {
        for (long value : values) {
            checkedUint32(value);
        }
        long size = (long) Integer.BYTES * values.length;
        int next = elements(tag, size);
        byte[] into = bytes;
        for (long value : values) {
            next = WireNumbers.putInt(into, next, (int) value);
        }
        finish(next, size);
    }

    /** Writes elements of {@code fixed64} or {@code sfixed64}. */
    public final void packedFixed64(int tag, long[] values) {
        long size = (long) Long.BYTES * values.length;
        int next = elements(tag, size);
        byte[] into = bytes;
        for (long value : values) {
            next = WireNumbers.putLong(into, next, value);
        }
        finish(next, size);
    }

    /** Writes elements of {@code float}; keeps the bits of NaN. */
    public final void packedFloating(int tag, float[] values) {
        long size = (long) Float.BYTES * values.length;
        int next = elements(tag, size);
        byte[] into = bytes;
        for (float value : values) {
            next = WireNumbers.putInt(into, next, Float.floatToRawIntBits(value));
        }
        finish(next, size);
    }

    /** Writes elements of {@code double}; keeps the bits of NaN. */
    public final void packedFloating(int tag, double[] values) {
        long size = (long) Double.BYTES * values.length;
        int next = elements(tag, size);
        byte[] into = bytes;
        for (double value : values) {
            next = WireNumbers.putLong(into, next, Double.doubleToRawLongBits(value));
        }
        finish(next, size);
    }

    /** Returns the index for the next element of a field, with room for {@code more} bytes. */
    private int element(int tag, int more) {
        int next = room(more);
        return next == packedEnd && tag == runTag ? next : beginRun(tag, next, 1);
    }

    /** Returns the index for the next elements of a field, which take {@code size} bytes together. */
    private int elements(int tag, long size) {
        int next = room(Math.toIntExact(size + NUMBER));
        if (size == 0 || (next == packedEnd && tag == runTag)) {
            return next;
        }
        return beginRun(tag, next, WireNumbers.varintLength(size));
    }

    private int beginRun(int tag, int next, int width) {
        runTag = tag;
        runWidth = width;
        runContent = WireNumbers.putVarint(bytes, next, tag & 0xffff_ffffL) + width;
        return runContent;
    }

    private void finish(int end, long size) {
        if (size != 0) {
            finish(end);
        }
    }

    /** Updates the length of the run after an element. A later element may extend the run. */
    private void finish(int end) {
        at = end;
        int length = end - runContent;
        if (length <= Byte.MAX_VALUE && runWidth == 1) {
            bytes[runContent - 1] = (byte) length;
            packedEnd = end;
        } else {
            int needed = patchLength(runContent, runWidth);
            runContent += needed - runWidth;
            runWidth = needed;
            packedEnd = at;
        }
    }
}
