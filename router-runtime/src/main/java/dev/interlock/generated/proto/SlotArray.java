package dev.interlock.generated.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.internal.bytes.Varints;
import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.memory.PaidArray;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bytes of a message, and the array of slots into which the message is decoded. The next message reuses the array, so
 * decoding allocates nothing once the array has grown.
 *
 * <p>A <em>vector</em> is a slot with the size and the capacity of the vector, followed by slots with the elements.
 * Slot 0 contains 0, and therefore also serves as an empty vector.
 */
abstract class SlotArray {
    /** Number of slots that every message may take, whatever its size. */
    private static final int FREE_SLOTS = 1 << 17;
    /** Number of further slots that a message may take for each of its bytes. */
    private static final int SLOTS_PER_BYTE = 32;

    /** Largest array length that every JVM supports. */
    private static final int MOST_SLOTS = Integer.MAX_VALUE - 8;

    private static final int INITIAL_SLOTS = 64;
    private static final int SMALLEST_VECTOR = 4;
    private static final byte[] NO_BYTES = {};
    private static final long[] NO_SLOTS = {};

    /** Array that holds the message. */
    byte[] bytes = NO_BYTES;
    /** Index after the message. */
    int end;
    /** Last index at which the longest varint lies within the array. */
    int lastWide;
    /**
     * Decoded slots. Empty while no message can be read, so an access after the end of a message fails without a
     * further check.
     */
    long[] slots = NO_SLOTS;
    /**
     * Number of the current message. It changes when a message begins and when it ends, so that objects can detect that
     * they belong to an earlier message.
     */
    long generation;

    /** Objects that were handed out in strict mode, or null. */
    @Nullable
    StrictHandOuts handOuts;

    /** Memory of the objects that read the slots. */
    final ObjectMemory objects = new ObjectMemory();

    /** Holds the array of {@link #slots} while no message can be read. */
    private long[] kept = new long[INITIAL_SLOTS];
    /** Index of the first byte of the message. */
    private int start;
    /** First free slot. */
    private int top;
    /** First slot that must not be used. */
    private int limit;
    /** Charge for the array of slots. An array from an earlier request is not charged. */
    private final PaidArray growth = new PaidArray();

    /** Begins a message, see {@link Tape#begin}. */
    final void beginMessage(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        // The array is often the same. The check avoids the garbage collector's write barrier.
        if (bytes != source) {
            bytes = source;
        }
        if (slots.length == 0) {
            slots = kept;
        }
        start = from;
        end = to;
        lastWide = source.length - Varints.LONGEST;
        limit = (int) Math.min(FREE_SLOTS + (long) SLOTS_PER_BYTE * (to - from), MOST_SLOTS);
        top = 1;
        generation++;
    }

    final void meter(MemoryMeter newMeter) {
        objects.meter(newMeter);
        growth.meter(newMeter);
    }

    /** Makes the objects that read the tape reject access after the end of a lease. */
    final void lease(Lease lease) {
        handOuts = new StrictHandOuts(lease);
    }

    /**
     * Registers an object that is handed out in strict mode.
     *
     * @param slot first slot that it reads, or {@link StrictHandOuts#NOWHERE}
     */
    final void handOut(Object object, int slot) {
        if (handOuts != null) {
            handOuts.add(object, slot);
        }
    }

    /** Ends the message. From now on, all objects that were handed out throw an exception. */
    final void close() {
        if (slots.length > 0) {
            kept = slots;
            slots = NO_SLOTS;
            generation++;
        }
    }

    /** Like {@link #close()}, and keeps at most {@code retainedBytes} of the array of slots. */
    final void close(int retainedBytes) {
        close();
        bytes = NO_BYTES;
        growth.giveBack();
        objects.giveBack();
        if (retainedBytes() > retainedBytes) {
            // Replaces the array with a small one, because no later message may need a large one.
            kept = new long[Math.max(1, Math.min(INITIAL_SLOTS, retainedBytes / Long.BYTES))];
        }
    }

    final int retainedBytes() {
        return (int) Math.min((long) Math.max(kept.length, slots.length) * Long.BYTES, Integer.MAX_VALUE);
    }

    /** Allocates slots at the end of the used ones, and returns the first. Their values are undefined. */
    final int take(int size) {
        int fresh = top;
        if (size > slots.length - fresh) {
            grow(size);
        }
        top = fresh + size;
        return fresh;
    }

    private void grow(int size) {
        if (size > limit - top) {
            throw malformed("too many small messages for its size", end);
        }
        // Doubling keeps the total cost of decoding linear. The array never grows beyond the limit of the message.
        growTo((int) Math.min(Math.max(top + size, 2L * slots.length), limit));
    }

    private void growTo(int length) {
        growth.replace((long) length * Long.BYTES);
        slots = Arrays.copyOf(slots, length);
        growth.copied();
    }

    /** Adds a zero element to the vector of a slot. Returns the slot of the element. */
    public final int add(int slot) {
        int vector = (int) slots[slot];
        long header = slots[vector];
        int size = (int) header;
        if (size == Pair.first(header)) {
            vector = extend(slot, vector, size, Math.max(SMALLEST_VECTOR, size));
        }
        slots[vector]++;
        int element = vector + 1 + size;
        slots[element] = 0;
        return element;
    }

    /** Adds elements with undefined values. Returns the slot of the first one. */
    final int add(int slot, int count) {
        int vector = (int) slots[slot];
        int size = (int) slots[vector];
        if (count > Pair.first(slots[vector]) - size) {
            vector = extend(slot, vector, size, Math.max(count, size));
        }
        slots[vector] += count;
        return vector + 1 + size;
    }

    /** Returns the number of elements in the vector of a slot. */
    final int size(int slot) {
        return (int) slots[(int) slots[slot]];
    }

    /** Returns the slot of the first element in the vector of a slot. */
    final int elements(int slot) {
        return (int) slots[slot] + 1;
    }

    /** Removes elements from the end until {@code size} are left. */
    final void shorten(int slot, int size) {
        int vector = (int) slots[slot];
        slots[vector] -= (int) slots[vector] - size;
    }

    /** Removes the last element. */
    public final void removeLast(int slot) {
        slots[(int) slots[slot]]--;
    }

    /**
     * Makes room for more elements. Moves the vector to the end unless it is already there. Returns the index of the
     * vector.
     */
    private int extend(int slot, int vector, int size, int more) {
        boolean isLast = vector > 0 && vector + 1 + size == top;
        int place = isLast ? vector : take(1 + size);
        take(more);
        if (!isLast) {
            System.arraycopy(slots, vector + 1, slots, place + 1, size);
            slots[slot] = place;
        }
        slots[place] = (long) (size + more) << Integer.SIZE | size;
        return place;
    }

    /** Returns the content of a slot. The index may be out of range if a view of an earlier message reads the slot. */
    final long at(int slot) {
        long[] current = slots;
        if (slot < 0 || slot >= current.length) {
            throw endedAt(slot);
        }
        return current[slot];
    }

    /** Throws an exception if the message that an object reads has ended. */
    final void checkLive(@Nullable Object reader) {
        if (slots.length == 0) {
            throw ended(reader);
        }
    }

    /** Allocates slots for views, in addition to the slots that the message may take. Returns the first. */
    final int spare(int size) {
        limit = (int) Math.min((long) limit + size, MOST_SLOTS);
        if (size > slots.length - top) {
            // Doubled even beyond the limit of the message, because views may take spare slots many times, for example
            // for each map of the message.
            long wanted = Math.max((long) top + size, 2L * slots.length);
            growTo((int) Math.min(wanted, MOST_SLOTS));
        }
        return take(size);
    }

    private IllegalStateException endedAt(int slot) {
        return ended(handOuts == null ? null : handOuts.at(slot));
    }

    /**
     * Creates the exception for reading after the end of the message.
     *
     * @param read the object that was used, or null
     */
    final IllegalStateException ended(@Nullable Object read) {
        StrictHandOuts strict = handOuts;
        if (strict != null && strict.isEnded()) {
            return strict.late(read);
        }
        return new IllegalStateException(
                "The message belongs to a request that has ended, or another message was read since."
                        + " Tip: copy what outlives the handler, such as note().toString()");
    }

    final HttpException truncated() {
        return malformed("it ends within a field", end);
    }

    final HttpException malformed(String detail, int at) {
        close();
        return new HttpException(
                HttpStatus.BAD_REQUEST,
                "The body is not a valid protobuf message: " + detail + ", before byte " + (at - start));
    }
}
