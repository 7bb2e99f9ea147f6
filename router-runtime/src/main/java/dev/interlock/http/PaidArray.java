package dev.interlock.http;

import dev.interlock.bytes.ByteWriter;

/**
 * Charges for an array that grows while a request is read. Charges for a new array before its allocation, and keeps the
 * charge for the replaced array until its content is copied. An array left by an earlier request is free. Not safe for
 * use by several threads.
 */
public final class PaidArray {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private MemoryMeter meter = MemoryMeter.FREE;
    /** Charged bytes that were not given back. */
    private long paid;
    /** Charged bytes of the array that is being replaced. */
    private long replaced;

    /** Creates the state for an array that is free. */
    public PaidArray() {}

    /** Sets the meter that later arrays are charged to. */
    public void meter(MemoryMeter newMeter) {
        meter = newMeter;
    }

    /**
     * Charges for an array that will replace the current one.
     *
     * @param bytes bytes of its elements
     * @throws HttpException with status 503 when the memory budget is spent; nothing changes then
     */
    public void replace(long bytes) {
        long cost = meter.arrayBytes(bytes);
        meter.take(cost);
        replaced = paid;
        paid += cost;
    }

    /** Gives back the charge for the replaced array, whose content is copied. */
    public void copied() {
        long before = replaced;
        if (before > 0) {
            replaced = 0;
            paid -= before;
            meter.giveBack(before);
        }
    }

    /**
     * Makes room for {@code more} bytes in a writer, as {@link ByteWriter#ensure} does, and charges for its new array.
     *
     * @throws HttpException with status 503 when the memory budget is spent; the writer does not change then
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

    /** Gives back all charges. Called when the request is over or no longer needs the array. */
    public void giveBack() {
        long all = paid;
        paid = 0;
        replaced = 0;
        if (all > 0) {
            meter.giveBack(all);
        }
    }
}
