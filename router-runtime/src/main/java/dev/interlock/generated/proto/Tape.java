package dev.interlock.generated.proto;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Slice;
import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/**
 * A decoded message. Decoders write it, and the accessors of views read it.
 *
 * <p>Each message is a <em>record</em> of slots. The generated decoder defines the layout of the record: bits that mark
 * the fields that were set, and a slot for each field of the view. The slot of a field holds a number, the range of
 * text or bytes, the index of a message's record, or the index of a repeated field's vector. The index 0 stands for an
 * absent value.
 *
 * <p>Called by generated code. Reading throws {@link IllegalStateException} after the end of the message. Not safe for
 * use by several threads.
 */
public final class Tape extends SlotArray {
    private static final byte[] NONE = {};

    /** Objects that read the tape, by class. */
    final ViewPools pools = new ViewPools(objects);

    /** Index of the record of zeros that stands for absent messages. */
    private int absent;

    private int absentSize;
    /** Whether a record lacked a required field after a part of its message was decoded. */
    private boolean lacking;

    /** Creates an empty tape. */
    public Tape() {}

    /**
     * Begins to decode the bytes from {@code from} to {@code to}. The earlier message can no longer be read.
     *
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public void begin(byte[] source, int from, int to) {
        beginMessage(source, from, to);
        absentSize = 0;
        lacking = false;
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
     * Returns the record of the message in a slot, and adds the record if it does not exist. Parts of one message share
     * a record.
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

    /** Sets bits of a slot, for example to mark a field as set. */
    public void mark(int slot, long bits) {
        slots[slot] |= bits;
    }

    /**
     * Records which member of a oneof was set last. Clears the value of that member if another member was set before.
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

    /** Like {@link #choose(int, int, int)}, for a member that has no accessor, and so no slot. */
    public void choose(int oneof, int number) {
        slots[oneof] = number;
    }

    /** Notes if a record lacks a required field so far. Further parts of its message may follow. */
    public void expect(int slot, long required) {
        if ((slots[slot] & required) != required) {
            lacking = true;
        }
    }

    /**
     * Notes if a map entry has no value. An absent value stands for the default message, which may lack required
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
     * @param check generated method that rejects a record without its required fields
     */
    public void requireComplete(int record, ObjIntConsumer<Tape> check) {
        if (lacking) {
            check.accept(this, record);
        }
    }

    /** Rejects the message unless all of the given bits of a slot are set. */
    public void require(int slot, long bits) {
        if ((at(slot) & bits) != bits) {
            throw malformed("a required field is missing", end);
        }
    }

    /** Rejects the message if the message of a slot is present and lacks required fields. */
    public void requireMessage(int slot, ObjIntConsumer<Tape> check) {
        int index = (int) at(slot);
        if (index != 0) {
            check.accept(this, index);
        }
    }

    /** Rejects the message if the value of a map entry lacks required fields. An absent value has no fields. */
    public void requireValue(int slot, int size, ObjIntConsumer<Tape> check) {
        int index = (int) at(slot);
        check.accept(this, index == 0 ? absent(size) : index);
    }

    /** Rejects the message if a message in the vector of a slot lacks required fields. */
    public void requireEach(int slot, ObjIntConsumer<Tape> check) {
        requireEach(elements(slot), size(slot), check);
    }

    /**
     * Rejects the message if an element lacks required fields. The elements are the messages whose records are in
     * {@code count} slots from {@code first}.
     */
    void requireEach(int first, int count, ObjIntConsumer<Tape> check) {
        for (int i = 0; i < count; i++) {
            check.accept(this, (int) at(first + i));
        }
    }

    /** Returns a 64-bit number, or an unsigned 32-bit number. */
    public long longAt(int slot) {
        return at(slot);
    }

    /** Returns a 32-bit number. */
    public int intAt(int slot) {
        return (int) at(slot);
    }

    public float floatAt(int slot) {
        return Float.intBitsToFloat((int) at(slot));
    }

    public double doubleAt(int slot) {
        return Double.longBitsToDouble(at(slot));
    }

    public boolean booleanAt(int slot) {
        return at(slot) != 0;
    }

    /** Whether a slot has text, bytes or a message. */
    public boolean isSet(int slot) {
        return at(slot) != 0;
    }

    /** Whether a bit of a slot is set. */
    public boolean has(int slot, long bit) {
        return (at(slot) & bit) != 0;
    }

    public String stringAt(int slot) {
        long range = rangeAt(slot);
        int length = Range.length(range);
        // A range that is known to be ASCII is copied without a check of each byte.
        return length == 0
                ? ""
                : new String(bytes, Range.offset(range), length, Range.isAscii(range) ? ISO_8859_1 : UTF_8);
    }

    /** Returns the bytes in a new array. */
    public byte[] bytesAt(int slot) {
        long range = rangeAt(slot);
        int offset = Range.offset(range);
        return Arrays.copyOfRange(bytes, offset, offset + Range.length(range));
    }

    /** Moves a slice to the bytes of a slot, and returns it. */
    public Slice sliceAt(int slot, Slice slice) {
        long range = rangeAt(slot);
        handOut(slice, StrictHandOuts.NOWHERE);
        return range == 0 ? slice.wrap(NONE, 0, 0) : slice.wrap(bytes, Range.offset(range), Range.length(range));
    }

    /** Whether the given member of a oneof was set last. */
    public boolean isCase(int oneof, int number) {
        return at(oneof) == number;
    }

    /** Makes a slice empty, and returns it. */
    public Slice empty(Slice slice) {
        handOut(slice, StrictHandOuts.NOWHERE);
        return slice.wrap(NONE, 0, 0);
    }

    /**
     * Returns the range in a slot. Throws an exception for a range outside of the array, which only a view of an
     * earlier message can find.
     */
    long rangeAt(int slot) {
        long range = at(slot);
        int offset = Range.offset(range);
        int length = Range.length(range);
        if (offset < 0 || length < 0 || length > bytes.length - offset) {
            throw ended(null);
        }
        return range;
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

    /**
     * Hands out elements, and returns their vector. In strict mode, elements of an empty field have their own vector.
     */
    int handOutVector(Object elements, int vector) {
        return handOuts == null ? vector : handOutStrictly(handOuts, elements, vector, 1);
    }

    /**
     * Hands out a view, and returns its record, or a record of zeros for index 0. In strict mode, each view has its own
     * zeros.
     */
    int handOutRecord(Object view, int index, int size) {
        if (handOuts != null) {
            return handOutStrictly(handOuts, view, index, size);
        }
        return index == 0 ? absent(size) : index;
    }

    /**
     * Hands out an object, and returns its slot. No two objects share zeros, because an access after the end of the
     * message tells only the slot.
     */
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
}
