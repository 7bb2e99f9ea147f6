package dev.interlock.http;

/** Charges for the parts of one multipart body until the request is over. Not safe for use by several threads. */
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

    /** Gives back all charges. */
    void end() {
        giveBack(paid);
    }
}
