package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Varints;
import dev.interlock.http.MemoryMeter;
import dev.interlock.http.PaidArray;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decoded message, for its views: one array that the next message reuses, so that decoding allocates nothing once the
 * array has grown.
 *
 * <p>Each message is a <em>record</em> of slots, laid out by its generated decoder: bits that mark the fields that were
 * set, and a slot for each wanted field. The slot holds a number, the range of text or bytes, the index of a message's
 * record, or the index of a repeated field's <em>vector</em>. A vector is a slot with its size and capacity, and the
 * elements. The index 0 stands for an absent value; slot 0 is zero, and is therefore the empty vector.
 *
 * <p>Called by generated code. Not safe for use by several threads.
 */
public final class Tape {
    /** Slots that any message may take. */
    private static final int FREE_SLOTS = 1 << 17;
    /** Slots that a message may take for each of its bytes. */
    private static final int SLOTS_PER_BYTE = 32;

    /** As many elements as an array has at most in every JVM. */
    private static final int MOST_SLOTS = Integer.MAX_VALUE - 8;

    private static final int INITIAL_SLOTS = 64;
    /** Slot of an object that reads none, such as text. */
    static final int NOWHERE = -1;

    private static final int SMALLEST_VECTOR = 4;
    private static final byte[] NO_BYTES = {};
    private static final long[] NO_SLOTS = {};

    /** The message lies in it. */
    byte[] bytes = NO_BYTES;
    /** Where the message ends. */
    int end;
    /** The last place from which the longest varint can be read within the array. */
    int lastWide;
    /** Empty if there is nothing to read. So a late access fails without a further check. */
    long[] slots = NO_SLOTS;
    /** Changes with each message and after its end, so that objects notice that they are outdated. */
    long generation;

    /** Objects that were handed out in strict mode, or null. */
    private @Nullable StrictHandOuts handOuts;
    /** Objects that read the tape. */
    final ViewPools pools = new ViewPools(this);

    /** The array of {@link #slots} while there is nothing to read. */
    private long[] kept = new long[INITIAL_SLOTS];
    /** Where the message begins. */
    private int start;
    /** The first slot that is free. */
    private int top;
    /** The first slot that must not be used. */
    private int limit;
    /** Zeros that stand for messages that are absent. */
    private int absent;

    private int absentSize;
    /** Pays for the array of the slots, unless an earlier request left it. */
    private final PaidArray growth = new PaidArray();
    /** Pays for the objects that read the tape. */
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Bytes of objects that were paid for since the start of the request. */
    private long paid;
    /** Whether a record lacked a required field when it was last decoded. */
    private boolean lacking;

    /** A tape with nothing to read. */
    public Tape() {}

    /**
     * Begins to decode the bytes from {@code from} to {@code to}; the earlier message is gone.
     *
     * @throws IndexOutOfBoundsException when the range is not within the array
     */
    public void begin(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        // The arrays are often the same ones, and a store of a reference costs the collector's barrier.
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
        absentSize = 0;
        lacking = false;
        generation++;
    }

    void meter(MemoryMeter newMeter) {
        meter = newMeter;
        growth.meter(newMeter);
    }

    /** Ends access to all objects that read the tape together with a lease. */
    void lease(Lease lease) {
        handOuts = new StrictHandOuts(lease);
    }

    /**
     * Registers in strict mode an object that is handed out.
     *
     * @param slot first slot that it reads, or {@link #NOWHERE}
     */
    void handOut(Object object, int slot) {
        if (handOuts != null) {
            handOuts.add(object, slot);
        }
    }

    /**
     * Hands out elements; returns their vector. In strict mode, elements of an empty field have a vector of their own.
     */
    int handOutVector(Object elements, int vector) {
        return handOuts == null ? vector : handOutStrictly(handOuts, elements, vector, 1);
    }

    /**
     * Hands out a view; returns its record, or a record of zeros for index 0. In strict mode, that record is its own.
     */
    int handOutRecord(RecordView view, int index, int size) {
        if (handOuts != null) {
            return handOutStrictly(handOuts, view, index, size);
        }
        return index == 0 ? absent(size) : index;
    }

    /** Hands out an object; returns its slot. No two objects share zeros, as a late access only knows a slot. */
    private int handOutStrictly(StrictHandOuts strict, Object object, int index, int size) {
        checkLive(object);
        int read = index == 0 ? strict.zerosOf(object, generation) : index;
        if (read == 0) {
            read = spare(size);
            Arrays.fill(slots, read, read + size, 0);
            strict.zeros(object, read);
        }
        strict.add(object, read);
        return read;
    }

    /** Ends reading: all that was handed out throws from now on. */
    void close() {
        if (slots.length > 0) {
            kept = slots;
            slots = NO_SLOTS;
            generation++;
        }
    }

    /** As {@link #close()}; of what the tape has grown to it keeps as many bytes at most. */
    void close(int retainedBytes) {
        close();
        bytes = NO_BYTES;
        growth.giveBack();
        giveBackObjects();
        if (retainedBytes() > retainedBytes) {
            // Smaller than the limit: a large tape may never be used again.
            kept = new long[Math.max(1, Math.min(INITIAL_SLOTS, retainedBytes / Long.BYTES))];
        }
    }

    private void giveBackObjects() {
        long objects = paid;
        paid = 0;
        if (objects > 0) {
            meter.giveBack(objects);
        }
    }

    int retainedBytes() {
        return (int) Math.min((long) Math.max(kept.length, slots.length) * Long.BYTES, Integer.MAX_VALUE);
    }

    /** The array that the message lies in. */
    public byte[] bytes() {
        return bytes;
    }

    /** A new record of zeros. */
    public int record(int size) {
        int fresh = take(size);
        long[] current = slots;
        for (int i = fresh; i < fresh + size; i++) {
            current[i] = 0;
        }
        return fresh;
    }

    /** The record of the message in a slot, a new one if it is absent: a message that comes in parts is one. */
    public int record(int slot, int size) {
        int known = (int) slots[slot];
        if (known != 0) {
            return known;
        }
        int fresh = record(size);
        slots[slot] = fresh;
        return fresh;
    }

    /** Takes slots, whose values are not defined, from the end. */
    int take(int size) {
        int fresh = top;
        if (size > slots.length - fresh) {
            grow(size);
        }
        top = fresh + size;
        return fresh;
    }

    private void grow(int size) {
        if (size > limit - top) {
            throw malformed("more small messages within it than its size allows", end);
        }
        // Doubled to make decoding linear, unless that is more than the message may take.
        growTo((int) Math.min(Math.max(top + size, 2L * slots.length), limit));
    }

    private void growTo(int length) {
        growth.replace((long) length * Long.BYTES);
        slots = Arrays.copyOf(slots, length);
        growth.copied();
    }

    /** Pays for objects that read the tape. */
    void pay(long objectBytes) {
        meter.take(objectBytes);
        paid += objectBytes;
    }

    /** Sets bits of a slot, such as those that tell that a field was set. */
    public void mark(int slot, long bits) {
        slots[slot] |= bits;
    }

    /**
     * Notes which member of a oneof was set last; one that was not the last before begins anew.
     *
     * @param oneof slot with the number of the member
     * @param slot of its value
     */
    public void choose(int oneof, int number, int slot) {
        if (slots[oneof] != number) {
            slots[oneof] = number;
            slots[slot] = 0;
        }
    }

    /** Empties the slot of a member, unless it is the one that was set last. */
    public void reset(int oneof, int number, int slot) {
        if (slots[oneof] != number) {
            slots[slot] = 0;
        }
    }

    /** As {@link #choose(int, int, int)}, for a member that nobody reads. */
    public void choose(int oneof, int number) {
        slots[oneof] = number;
    }

    /** Notes whether a record, which may come in further parts, has all of its required fields by now. */
    public void expect(int slot, long required) {
        if ((slots[slot] & required) != required) {
            lacking = true;
        }
    }

    /**
     * Notes an entry of a map whose value is absent: it stands for the default message, which may lack required fields.
     */
    public void expectValue(int slot) {
        if (slots[slot] == 0) {
            lacking = true;
        }
    }

    /**
     * Refuses a message that lacks required fields, or in which another one does.
     *
     * @param record of the outermost message
     */
    public void requireComplete(int record, RecordCheck check) {
        if (lacking && !check.isComplete(this, record)) {
            throw malformed("a required field is missing", end);
        }
    }

    /** Adds an element, which is zero, to the vector of a slot, and gives the slot of the element. */
    public int add(int slot) {
        int vector = (int) slots[slot];
        long header = slots[vector];
        int size = (int) header;
        if (size == Wire.first(header)) {
            vector = extend(slot, vector, size, Math.max(SMALLEST_VECTOR, size));
        }
        slots[vector]++;
        int element = vector + 1 + size;
        slots[element] = 0;
        return element;
    }

    /** Adds elements, whose values are not defined, and gives the slot of the first one. */
    int add(int slot, int count) {
        int vector = (int) slots[slot];
        int size = (int) slots[vector];
        if (count > Wire.first(slots[vector]) - size) {
            vector = extend(slot, vector, size, Math.max(count, size));
        }
        slots[vector] += count;
        return vector + 1 + size;
    }

    /** How many elements the vector of a slot has. */
    int size(int slot) {
        return (int) slots[(int) slots[slot]];
    }

    /** The slot of the first element of the vector of a slot. */
    int elements(int slot) {
        return (int) slots[slot] + 1;
    }

    /** Takes elements away again, down to a number of them. */
    void shorten(int slot, int size) {
        int vector = (int) slots[slot];
        slots[vector] -= (int) slots[vector] - size;
    }

    /** Takes the last element away again. */
    public void removeLast(int slot) {
        slots[(int) slots[slot]]--;
    }

    /** Makes room for more elements: where the vector lies if it is the last on the tape, else in a new place. */
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

    /** Content of a slot. A view that reads a wrong message may ask for any slot. */
    long at(int slot) {
        long[] current = slots;
        if (slot < 0 || slot >= current.length) {
            throw endedAt(slot);
        }
        return current[slot];
    }

    /** Range in a slot. It lies within the message unless the view of an earlier message reads it. */
    long rangeAt(int slot) {
        long range = at(slot);
        int offset = Ranges.offset(range);
        int length = Ranges.length(range);
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw ended(null);
        }
        return range;
    }

    /** Throws if an object has nothing to read any more. */
    void checkLive(@Nullable Object reader) {
        if (slots.length == 0) {
            throw ended(reader);
        }
    }

    /** A record of zeros, which stands for a message that is absent. */
    int absent(int size) {
        checkLive(null);
        if (absentSize < size) {
            absent = spare(size);
            Arrays.fill(slots, absent, absent + size, 0);
            absentSize = size;
        }
        return absent;
    }

    /** Takes slots for views, in addition to the slots that the message may take. */
    int spare(int size) {
        limit = (int) Math.min((long) limit + size, MOST_SLOTS);
        if (size > slots.length - top) {
            // Doubled whatever the message may take: views may ask for spare slots once for each of its maps.
            long wanted = Math.max((long) top + size, 2L * slots.length);
            growTo((int) Math.min(wanted, MOST_SLOTS));
        }
        return take(size);
    }

    private IllegalStateException endedAt(int slot) {
        return ended(handOuts == null ? null : handOuts.at(slot));
    }

    /**
     * Exception for reading too late.
     *
     * @param read the object that was used, or null
     */
    IllegalStateException ended(@Nullable Object read) {
        StrictHandOuts strict = handOuts;
        if (strict != null && strict.isEnded()) {
            return strict.late(read);
        }
        return new IllegalStateException(
                "The message was read from a request that is over, or another one was read since."
                        + " Tip: copy what outlives the handler, such as note().toString()");
    }

    MalformedMessageException truncated() {
        return malformed("it ends in the midst of a field", end);
    }

    MalformedMessageException malformed(String detail, int at) {
        close();
        return new MalformedMessageException(detail + ", before byte " + (at - start));
    }
}
