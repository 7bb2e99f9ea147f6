package dev.interlock.http;

import dev.interlock.bytes.ByteWriter;

/**
 * Pays for an array that grows while a request is read. An array is paid for before it is allocated, and the array that it
 * replaces until its content is copied. The array that an earlier request left is free. Not safe for use by several threads.
 */
public final class PaidArray {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private MemoryMeter meter = MemoryMeter.FREE;
    /** Bytes that were paid for and not given back. */
    private long paid;
    /** Bytes that were paid for the array that is being replaced. */
    private long replaced;

    /** An array that is free. */
    public PaidArray() {}

    /** Sets what later arrays are paid with. */
    public void meter(MemoryMeter newMeter) {
        meter = newMeter;
    }

    /**
     * Pays for an array that is to replace the current one.
     *
     * @param bytes that its elements take
     * @throws HttpException with status 503 when the connections hold too much; nothing changes then
     */
    public void replace(long bytes) {
        long cost = meter.arrayBytes(bytes);
        meter.take(cost);
        replaced = paid;
        paid += cost;
    }

    /** Gives back what the replaced array has cost: its content is copied. */
    public void copied() {
        long before = replaced;
        if (before > 0) {
            replaced = 0;
            paid -= before;
            meter.giveBack(before);
        }
    }

    /**
     * Makes room for {@code more} bytes in a writer, as {@link ByteWriter#ensure} does, and pays for its new array.
     *
     * @throws HttpException with status 503 when the connections hold too much; the writer is as it was then
     */
    public void ensure(ByteWriter writer, int more) {
        int capacity = writer.array().length;
        int wanted = Math.addExact(writer.length(), more);
        if (wanted > capacity) {
            int grown = (int) Math.max(wanted, Math.min(2L * capacity, MOST_BYTES));
            replace(grown);
            writer.growTo(grown);
            copied();
        }
    }

    /** Gives back all that was paid: the request is over, or needs the array no more. */
    public void giveBack() {
        long all = paid;
        paid = 0;
        replaced = 0;
        if (all > 0) {
            meter.giveBack(all);
        }
    }
}
