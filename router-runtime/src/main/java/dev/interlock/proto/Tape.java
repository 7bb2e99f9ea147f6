package dev.interlock.proto;

import dev.interlock.bytes.Lease;
import dev.interlock.bytes.Varints;
import dev.interlock.http.MemoryMeter;
import dev.interlock.http.PaidArray;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A decoded message, for its views. The next message reuses its array, so decoding allocates nothing once the array has
 * grown.
 *
 * <p>Each message is a <em>record</em> of slots. The generated decoder defines its layout: bits that mark the fields
 * that were set, and a slot for each wanted field. The slot holds a number, the range of text or bytes, the index of a
 * message's record, or the index of a repeated field's <em>vector</em>. A vector is a slot with its size and capacity,
 * followed by the elements. The index 0 stands for an absent value. Slot 0 is zero, and is therefore the empty vector.
 *
 * <p>Called by generated code. Not safe for use by several threads.
 */
public final class Tape {
    /** Slots that every message may take, whatever its size. */
    private static final int FREE_SLOTS = 1 << 17;
    /** Further slots that a message may take for each of its bytes. */
    private static final int SLOTS_PER_BYTE = 32;

    /** Largest array length that every JVM supports. */
    private static final int MOST_SLOTS = Integer.MAX_VALUE - 8;

    private static final int INITIAL_SLOTS = 64;
    /** Slot of an object that reads no slot, such as text. */
    static final int NOWHERE = -1;

    private static final int SMALLEST_VECTOR = 4;
    private static final byte[] NO_BYTES = {};
    private static final long[] NO_SLOTS = {};

    /** Array that holds the message. */
    byte[] bytes = NO_BYTES;
    /** Index after the message. */
    int end;
    /** Last index at which the longest varint lies within the array. */
    int lastWide;
    /** Decoded slots. Empty if there is nothing to read, so a late access fails without another check. */
    long[] slots = NO_SLOTS;
    /** Changes with each message and after its end, so objects detect that they are outdated. */
    long generation;

    /** Objects that were handed out in strict mode, or null. */
    private @Nullable StrictHandOuts handOuts;
    /** Objects that read the tape. */
    final ViewPools pools = new ViewPools(this);

    /** Array to use for {@link #slots} while there is nothing to read. */
    private long[] kept = new long[INITIAL_SLOTS];
    /** Index of the first byte of the message. */
    private int start;
    /** First free slot. */
    private int top;
    /** First slot that must not be used. */
    private int limit;
    /** Index of the zeros that stand for absent messages. */
    private int absent;

    private int absentSize;
    /** Pays for the array of slots, unless it is left from an earlier request. */
    private final PaidArray growth = new PaidArray();
    /** Pays for the objects that read the tape. */
    private MemoryMeter meter = MemoryMeter.FREE;
    /** Bytes of objects that were paid for since the start of the request. */
    private long paid;
    /** Whether a record lacked a required field when it was last decoded. */
    private boolean lacking;

    /** Creates an empty tape. */
    public Tape() {}

    /**
     * Begins to decode the bytes from {@code from} to {@code to}. The earlier message is gone.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void begin(byte[] source, int from, int to) {
        Objects.checkFromToIndex(from, to, source.length);
        // The array is often the same, and storing a reference costs a barrier of the garbage collector.
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

    /** Ends access to all objects that read the tape when the lease ends. */
    void lease(Lease lease) {
        handOuts = new StrictHandOuts(lease);
    }

    /**
     * Registers an object that is handed out in strict mode.
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
     * Hands out a view; returns its record, or a record of zeros for index 0. In strict mode, each view has its own
     * zeros.
     */
    int handOutRecord(RecordView view, int index, int size) {
        if (handOuts != null) {
            return handOutStrictly(handOuts, view, index, size);
        }
        return index == 0 ? absent(size) : index;
    }

    /** Hands out an object; returns its slot. No two objects share zeros, as a late access knows only a slot. */
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

    /** Ends reading. All objects that were handed out throw from now on. */
    void close() {
        if (slots.length > 0) {
            kept = slots;
            slots = NO_SLOTS;
            generation++;
        }
    }

    /** Like {@link #close()}, and keeps at most {@code retainedBytes} of the array of slots. */
    void close(int retainedBytes) {
        close();
        bytes = NO_BYTES;
        growth.giveBack();
        giveBackObjects();
        if (retainedBytes() > retainedBytes) {
            // A smaller array: a large tape may never be used again.
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

    /** Returns the array that holds the message. */
    public byte[] bytes() {
        return bytes;
    }

    /** Adds a record of zeros, and returns its index. */
    public int record(int size) {
        int fresh = take(size);
        long[] current = slots;
        for (int i = fresh; i < fresh + size; i++) {
            current[i] = 0;
        }
        return fresh;
    }

    /**
     * Returns the record of the message in a slot, and adds it if it is absent. Parts of one message share a record.
     */
    public int record(int slot, int size) {
        int known = (int) slots[slot];
        if (known != 0) {
            return known;
        }
        int fresh = record(size);
        slots[slot] = fresh;
        return fresh;
    }

    /** Takes slots from the end. Their values are undefined. */
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
            throw malformed("too many small messages for its size", end);
        }
        // Doubling makes decoding linear, within the limit of the message.
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

    /** Sets bits of a slot, for example to mark a field as set. */
    public void mark(int slot, long bits) {
        slots[slot] |= bits;
    }

    /**
     * Records the member of a oneof that was set last. Clears its value if another member was set before.
     *
     * @param oneof slot with the number of the member
     * @param slot slot of the member's value
     */
    public void choose(int oneof, int number, int slot) {
        if (slots[oneof] != number) {
            slots[oneof] = number;
            slots[slot] = 0;
        }
    }

    /** Clears the slot of a member, unless that member was set last. */
    public void reset(int oneof, int number, int slot) {
        if (slots[oneof] != number) {
            slots[slot] = 0;
        }
    }

    /** Like {@link #choose(int, int, int)}, for a member without an accessor. */
    public void choose(int oneof, int number) {
        slots[oneof] = number;
    }

    /** Checks whether a record has all required fields so far. More parts of its message may follow. */
    public void expect(int slot, long required) {
        if ((slots[slot] & required) != required) {
            lacking = true;
        }
    }

    /**
     * Checks whether a map entry has a value. An absent value stands for the default message, which may lack required
     * fields.
     */
    public void expectValue(int slot) {
        if (slots[slot] == 0) {
            lacking = true;
        }
    }

    /**
     * Rejects the message if it, or a message within it, lacks required fields.
     *
     * @param record record of the outermost message
     */
    public void requireComplete(int record, RecordCheck check) {
        if (lacking && !check.isComplete(this, record)) {
            throw malformed("a required field is missing", end);
        }
    }

    /** Adds a zero element to the vector of a slot. Returns the slot of the element. */
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

    /** Adds elements with undefined values. Returns the slot of the first one. */
    int add(int slot, int count) {
        int vector = (int) slots[slot];
        int size = (int) slots[vector];
        if (count > Wire.first(slots[vector]) - size) {
            vector = extend(slot, vector, size, Math.max(count, size));
        }
        slots[vector] += count;
        return vector + 1 + size;
    }

    /** Number of elements in the vector of a slot. */
    int size(int slot) {
        return (int) slots[(int) slots[slot]];
    }

    /** Slot of the first element in the vector of a slot. */
    int elements(int slot) {
        return (int) slots[slot] + 1;
    }

    /** Removes elements from the end until {@code size} are left. */
    void shorten(int slot, int size) {
        int vector = (int) slots[slot];
        slots[vector] -= (int) slots[vector] - size;
    }

    /** Removes the last element. */
    public void removeLast(int slot) {
        slots[(int) slots[slot]]--;
    }

    /**
     * Makes room for more elements. The vector moves unless it is the last on the tape. Returns the index of the
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

    /** Returns the content of a slot. A view of an earlier message may ask for any slot. */
    long at(int slot) {
        long[] current = slots;
        if (slot < 0 || slot >= current.length) {
            throw endedAt(slot);
        }
        return current[slot];
    }

    /** Returns the range in a slot. It lies within the message unless the view of an earlier message reads it. */
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

    /** Returns a record of zeros for an absent message. */
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
            // Doubled beyond the limit of the message: views may ask for spare slots once for each of its maps.
            long wanted = Math.max((long) top + size, 2L * slots.length);
            growTo((int) Math.min(wanted, MOST_SLOTS));
        }
        return take(size);
    }

    private IllegalStateException endedAt(int slot) {
        return ended(handOuts == null ? null : handOuts.at(slot));
    }

    /**
     * Creates the exception for reading too late.
     *
     * @param read the object that was used, or null
     */
    IllegalStateException ended(@Nullable Object read) {
        StrictHandOuts strict = handOuts;
        if (strict != null && strict.isEnded()) {
            return strict.late(read);
        }
        return new IllegalStateException(
                "The message belongs to a request that has ended, or another message was read since."
                        + " Tip: copy what outlives the handler, such as note().toString()");
    }

    MalformedMessageException truncated() {
        return malformed("it ends within a field", end);
    }

    MalformedMessageException malformed(String detail, int at) {
        close();
        return new MalformedMessageException(detail + ", before byte " + (at - start));
    }
}
