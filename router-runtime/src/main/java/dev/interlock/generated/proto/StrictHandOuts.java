package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Objects that read a tape in strict mode. Finds an object by a slot that it reads, because an access after the end of
 * the message tells only the slot.
 */
final class StrictHandOuts {
    /** Stands for the slot of an object that reads no slots, such as text. */
    static final int NOWHERE = -1;

    private final Lease lease;
    private final TreeMap<Integer, Object> bySlot = new TreeMap<>();
    /** First slot of the zeros for each object that has no content in the current message. */
    private final IdentityHashMap<Object, Integer> zeros = new IdentityHashMap<>();
    /** {@linkplain Tape#generation Generation} of the message to which {@link #zeros} belongs. */
    private long generation;

    StrictHandOuts(Lease lease) {
        this.lease = lease;
    }

    void add(Object object, int slot) {
        lease.handOut(object);
        if (slot != NOWHERE) {
            bySlot.putIfAbsent(slot, object);
        }
    }

    /** Returns the first slot of the zeros that an object reads in a message, or 0 if the object has no zeros yet. */
    int zerosOf(Object object, long message) {
        if (generation != message) {
            generation = message;
            zeros.clear();
        }
        return zeros.getOrDefault(object, 0);
    }

    /**
     * Sets the first slot that holds zeros for an object, in the message that {@link #zerosOf} was last called with.
     */
    void zeros(Object object, int slot) {
        zeros.put(object, slot);
    }

    /** Returns the object that reads a slot, or null if it is unknown. */
    @Nullable
    Object at(int slot) {
        Map.Entry<Integer, Object> entry = bySlot.floorEntry(slot);
        return entry == null ? null : entry.getValue();
    }

    boolean isEnded() {
        return lease.isEnded();
    }

    /**
     * Creates the exception for the use of an object after the end of the request. Null stands for an unknown object.
     */
    IllegalStateException late(@Nullable Object object) {
        return lease.late(object);
    }
}
