package dev.interlock.internal.form;

import dev.interlock.internal.memory.MemoryMeter;

/**
 * Charges the memory budget for the parts of one multipart body until the end of the request. Not safe for use by
 * several threads.
 */
final class PartMemory implements MemoryMeter {
    private final MemoryMeter meter;
    private long paid;

    PartMemory(MemoryMeter meter) {
        this.meter = meter;
    }

    @Override
    public void take(long bytes) {
        meter.take(bytes);
        paid += bytes;
    }

    @Override
    public void giveBack(long bytes) {
        paid -= bytes;
        meter.giveBack(bytes);
    }

    @Override
    public long arrayBytes(long length) {
        return meter.arrayBytes(length);
    }

    /** Releases all charges. */
    void end() {
        giveBack(paid);
    }
}
