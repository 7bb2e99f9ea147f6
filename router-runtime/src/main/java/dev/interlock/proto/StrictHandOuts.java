package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects that read a tape in strict mode, by the first slot that each reads: a late access knows no more than a slot. */
final class StrictHandOuts {
    private final Lease lease;
    private final TreeMap<Integer, Object> bySlot = new TreeMap<>();
    /** Where the objects of what is absent from the current message read zeros. */
    private final IdentityHashMap<Object, Integer> zeros = new IdentityHashMap<>();
    /** The message that {@link #zeros} are of. */
    private long generation;

    StrictHandOuts(Lease lease) {
        this.lease = lease;
    }

    void add(Object object, int slot) {
        lease.handOut(object);
        if (slot != Tape.NOWHERE) {
            bySlot.putIfAbsent(slot, object);
        }
    }

    /** The first slot of the zeros that an object reads in a message; 0 if it has none yet. */
    int zerosOf(Object object, long message) {
        if (generation != message) {
            generation = message;
            zeros.clear();
        }
        return zeros.getOrDefault(object, 0);
    }

    /** Sets the first slot of the zeros that an object reads in the message that was asked for last. */
    void zeros(Object object, int slot) {
        zeros.put(object, slot);
    }

    /** The object that reads a slot, or null if none is known. */
    @Nullable
    Object at(int slot) {
        Map.Entry<Integer, Object> entry = bySlot.floorEntry(slot);
        return entry == null ? null : entry.getValue();
    }

    boolean isEnded() {
        return lease.isEnded();
    }

    /** The exception for the late use of an object, which may be unknown. */
    IllegalStateException late(@Nullable Object object) {
        return lease.late(object);
    }
}
