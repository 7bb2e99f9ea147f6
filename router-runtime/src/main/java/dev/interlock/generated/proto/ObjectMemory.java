package dev.interlock.generated.proto;

import dev.interlock.internal.memory.MemoryMeter;

/** Counts the bytes of the objects that read a tape, and charges the memory budget for the objects that pools keep. */
final class ObjectMemory {
    /** Kept objects are charged together once they have at least this many bytes. */
    private static final int PAID_TOGETHER = 4096;

    private MemoryMeter meter = MemoryMeter.FREE;
    /** Number of bytes that were charged since the start of the request. */
    private long paid;

    private long bytes;
    /** Number of bytes of kept objects that are not charged yet. */
    private int unpaid;

    void meter(MemoryMeter newMeter) {
        meter = newMeter;
    }

    /** Counts an object. Called by its constructor. */
    void made(int objectBytes) {
        bytes += objectBytes;
    }

    /** Counts an object that a pool keeps, and charges for it now or later. */
    void kept(int objectBytes) {
        unpaid += objectBytes;
        if (unpaid >= PAID_TOGETHER) {
            int due = unpaid;
            unpaid = 0;
            pay(due);
        }
    }

    /**
     * Charges for an array of objects until the end of the request, and counts it in place of the array that it
     * replaces.
     */
    void replaced(int oldBytes, int newBytes) {
        pay(newBytes);
        bytes += newBytes - oldBytes;
    }

    private void pay(long objectBytes) {
        meter.take(objectBytes);
        paid += objectBytes;
    }

    /** Gives back all bytes that were charged. */
    void giveBack() {
        long objects = paid;
        paid = 0;
        if (objects > 0) {
            meter.giveBack(objects);
        }
    }

    /** Returns the approximate heap bytes of all created objects, including objects that are not kept. */
    int bytes() {
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
