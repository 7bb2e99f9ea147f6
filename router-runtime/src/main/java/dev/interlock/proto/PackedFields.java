package dev.interlock.proto;

import dev.interlock.bytes.WireNumbers;

/**
 * Writes repeated fields of numbers in packed form. Consecutive elements of a field share one tag and one length, which
 * is correct after each element. If another field comes in between, a new run begins; readers join the runs. Belongs to
 * the {@link MessageEncoder} of its message.
 */
public final class PackedFields {
    private static final int NUMBER = MessageEncoder.NUMBER;

    private final MessageEncoder message;
    private int runTag;
    private int runWidth;
    private int runContent;

    /** Creates the packed fields of a message. */
    public PackedFields(MessageEncoder message) {
        this.message = message;
    }

    /** Writes an element of {@code int32}, or the number of an enum constant. */
    public void int32(int tag, int value) {
        int64(tag, value);
    }

    /** Writes an element of {@code int64} or {@code uint64}. */
    public void int64(int tag, long value) {
        int at = element(tag, NUMBER);
        finish(WireNumbers.putVarint(message.bytes, at, value));
    }

    /** Writes an element of {@code uint32}, given as its bits. */
    public void uint32(int tag, int value) {
        int64(tag, value & 0xffff_ffffL);
    }

    /**
     * Writes an element of {@code uint32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
     */
    public void uint32(int tag, long value) {
        int64(tag, MessageEncoder.checkedUint32(value));
    }

    /** Writes an element of {@code sint32}. */
    public void sint32(int tag, int value) {
        int64(tag, WireNumbers.zigZag(value) & 0xffff_ffffL);
    }

    /** Writes an element of {@code sint64}. */
    public void sint64(int tag, long value) {
        int64(tag, WireNumbers.zigZag(value));
    }

    /** Writes an element of {@code bool}. */
    public void bool(int tag, boolean value) {
        int64(tag, value ? 1 : 0);
    }

    /** Writes an element of {@code fixed32}, given as its bits, or of {@code sfixed32}. */
    public void fixed32(int tag, int value) {
        int at = element(tag, NUMBER);
        finish(WireNumbers.putInt(message.bytes, at, value));
    }

    /**
     * Writes an element of {@code fixed32}, given as its value.
     *
     * @throws IllegalArgumentException unless the value is 0 to 2<sup>32</sup> - 1
     */
    public void fixed32(int tag, long value) {
        fixed32(tag, (int) MessageEncoder.checkedUint32(value));
    }

    /** Writes an element of {@code fixed64} or {@code sfixed64}. */
    public void fixed64(int tag, long value) {
        int at = element(tag, NUMBER);
        finish(WireNumbers.putLong(message.bytes, at, value));
    }

    /** Writes an element of {@code float}; keeps the bits of NaN. */
    public void floating(int tag, float value) {
        fixed32(tag, Float.floatToRawIntBits(value));
    }

    /** Writes an element of {@code double}; keeps the bits of NaN. */
    public void floating(int tag, double value) {
        fixed64(tag, Double.doubleToRawLongBits(value));
    }

    /** Writes elements of {@code int32}. */
    public void int32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(value);
        }
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (int value : values) {
            at = WireNumbers.putVarint(bytes, at, value);
        }
        finish(at, size);
    }

    /** Writes elements of {@code int64} or {@code uint64}. */
    public void int64(int tag, long[] values) {
        long size = 0;
        for (long value : values) {
            size += WireNumbers.varintLength(value);
        }
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (long value : values) {
            at = WireNumbers.putVarint(bytes, at, value);
        }
        finish(at, size);
    }

    /** Writes elements of {@code uint32}, given as their bits. */
    public void uint32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(value & 0xffff_ffffL);
        }
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (int value : values) {
            at = WireNumbers.putVarint(bytes, at, value & 0xffff_ffffL);
        }
        finish(at, size);
    }

    /**
     * Writes elements of {@code uint32}, given as their values.
     *
     * @throws IllegalArgumentException unless each value is 0 to 2<sup>32</sup> - 1
     */
    public void uint32(int tag, long[] values) {
        for (long value : values) {
            MessageEncoder.checkedUint32(value);
        }
        int64(tag, values);
    }

    /** Writes elements of {@code sint32}. */
    public void sint32(int tag, int[] values) {
        long size = 0;
        for (int value : values) {
            size += WireNumbers.varintLength(WireNumbers.zigZag(value) & 0xffff_ffffL);
        }
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (int value : values) {
            at = WireNumbers.putVarint(bytes, at, WireNumbers.zigZag(value) & 0xffff_ffffL);
        }
        finish(at, size);
    }

    /** Writes elements of {@code sint64}. */
    public void sint64(int tag, long[] values) {
        long size = 0;
        for (long value : values) {
            size += WireNumbers.varintLength(WireNumbers.zigZag(value));
        }
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (long value : values) {
            at = WireNumbers.putVarint(bytes, at, WireNumbers.zigZag(value));
        }
        finish(at, size);
    }

    /** Writes elements of {@code bool}. */
    public void bool(int tag, boolean[] values) {
        int at = elements(tag, values.length);
        byte[] bytes = message.bytes;
        for (boolean value : values) {
            bytes[at++] = (byte) (value ? 1 : 0);
        }
        finish(at, values.length);
    }

    /** Writes elements of {@code fixed32}, given as their bits, or of {@code sfixed32}. */
    public void fixed32(int tag, int[] values) {
        long size = (long) Integer.BYTES * values.length;
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (int value : values) {
            at = WireNumbers.putInt(bytes, at, value);
        }
        finish(at, size);
    }

    /**
     * Writes elements of {@code fixed32}, given as their values.
     *
     * @throws IllegalArgumentException unless each value is 0 to 2<sup>32</sup> - 1
     */
    public void fixed32(int tag, long[] values) {
        for (long value : values) {
            MessageEncoder.checkedUint32(value);
        }
        long size = (long) Integer.BYTES * values.length;
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (long value : values) {
            at = WireNumbers.putInt(bytes, at, (int) value);
        }
        finish(at, size);
    }

    /** Writes elements of {@code fixed64} or {@code sfixed64}. */
    public void fixed64(int tag, long[] values) {
        long size = (long) Long.BYTES * values.length;
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (long value : values) {
            at = WireNumbers.putLong(bytes, at, value);
        }
        finish(at, size);
    }

    /** Writes elements of {@code float}; keeps the bits of NaN. */
    public void floating(int tag, float[] values) {
        long size = (long) Float.BYTES * values.length;
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (float value : values) {
            at = WireNumbers.putInt(bytes, at, Float.floatToRawIntBits(value));
        }
        finish(at, size);
    }

    /** Writes elements of {@code double}; keeps the bits of NaN. */
    public void floating(int tag, double[] values) {
        long size = (long) Double.BYTES * values.length;
        int at = elements(tag, size);
        byte[] bytes = message.bytes;
        for (double value : values) {
            at = WireNumbers.putLong(bytes, at, Double.doubleToRawLongBits(value));
        }
        finish(at, size);
    }

    /** Returns the index for the next element of a field, with room for {@code more} bytes. */
    private int element(int tag, int more) {
        int at = message.room(more);
        return at == message.packedEnd && tag == runTag ? at : beginRun(tag, at, 1);
    }

    /** Returns the index for the next elements of a field, which take {@code size} bytes together. */
    private int elements(int tag, long size) {
        int at = message.room(Math.toIntExact(size + NUMBER));
        if (size == 0 || (at == message.packedEnd && tag == runTag)) {
            return at;
        }
        return beginRun(tag, at, WireNumbers.varintLength(size));
    }

    private int beginRun(int tag, int at, int width) {
        runTag = tag;
        runWidth = width;
        runContent = WireNumbers.putVarint(message.bytes, at, tag & 0xffff_ffffL) + width;
        return runContent;
    }

    private void finish(int end, long size) {
        if (size != 0) {
            finish(end);
        }
    }

    /** Ends the run after its last element. A later element may extend it. */
    private void finish(int end) {
        message.at = end;
        int length = end - runContent;
        if (length <= Byte.MAX_VALUE && runWidth == 1) {
            message.bytes[runContent - 1] = (byte) length;
            message.packedEnd = end;
        } else {
            int needed = message.patchLength(runContent, runWidth);
            runContent += needed - runWidth;
            runWidth = needed;
            message.packedEnd = message.at;
        }
    }
}
