package dev.interlock.internal.memory;

import dev.interlock.bytes.ByteWriter;

/**
 * Charge for an array that grows while a request is read. A larger array is charged before it is allocated. The
 * replaced array stays charged until its content is copied. An array that was kept from an earlier request is not
 * charged. Not safe for use by several threads.
 */
public final class PaidArray {
    private static final int MOST_BYTES = Integer.MAX_VALUE - 8;

    private MemoryMeter meter = MemoryMeter.FREE;
    /** Number of charged bytes. */
    private long paid;
    /** Number of charged bytes of the array that is being replaced. */
    private long replaced;

    /** Creates a charge of 0 bytes. */
    public PaidArray() {}

    /** Sets the meter that is charged for later arrays. */
    public void meter(MemoryMeter newMeter) {
        meter = newMeter;
    }

    /**
     * Charges for an array that will replace the current array.
     *
     * @param bytes size of the elements in bytes
     * @throws RuntimeException an {@code HttpException} with status 503 if the memory budget is spent; nothing is then
     *     changed
     */
    public void replace(long bytes) {
        long cost = meter.arrayBytes(bytes);
        meter.take(cost);
        replaced = paid;
        paid += cost;
    }

    /** Releases the charge for the replaced array after its content was copied. */
    public void copied() {
        long before = replaced;
        if (before > 0) {
            replaced = 0;
            paid -= before;
            meter.giveBack(before);
        }
    }

    /**
     * Makes room for {@code more} bytes in a writer, like {@link ByteWriter#ensure}, and charges for the new array.
     *
     * @throws RuntimeException an {@code HttpException} with status 503 if the memory budget is spent; the writer is
     *     then not changed
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

    /** Releases all charges. Called when the request is over or no longer needs the array. */
    public void giveBack() {
        long all = paid;
        paid = 0;
        replaced = 0;
        if (all > 0) {
            meter.giveBack(all);
        }
    }
}
