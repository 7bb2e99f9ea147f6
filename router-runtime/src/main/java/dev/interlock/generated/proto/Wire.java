package dev.interlock.generated.proto;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/**
 * Reads the wire format onto a tape, for generated decoders. Each method that reads a value takes the index after the
 * tag, stores the value in a slot, and returns the index after the value. That index may lie beyond the end of the
 * message, but never beyond the end of the array. A method for a packed run appends its values to the vector of a slot.
 * A method with two results returns both in one {@code long}, which stays in a register.
 *
 * <p>The constants are the wire types. The wire type is the lowest three bits of the tag before a value, and determines
 * where the value ends. The other bits of the tag are the number of the field.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/#structure">Encoding: message structure</a>
 */
public final class Wire {
    /** Number of bits of a tag below the field number. */
    public static final int TYPE_BITS = 3;

    public static final int VARINT = 0;
    /** Wire type of a value of eight bytes. */
    public static final int I64 = 1;
    /** Wire type of a value that consists of a length and this number of bytes. */
    public static final int LEN = 2;
    /** Wire type of the start of a group, which contains the fields up to the {@link #EGROUP} with the same number. */
    public static final int SGROUP = 3;

    public static final int EGROUP = 4;
    /** Wire type of a value of four bytes. */
    public static final int I32 = 5;

    /** Stands for the missing end tag of a message that is not a group. */
    public static final int NO_GROUP = 0;

    private Wire() {}

    /** Returns the first of two results. */
    public static int first(long pair) {
        return Pair.first(pair);
    }

    /** Returns the second of two results. */
    public static int second(long pair) {
        return Pair.second(pair);
    }

    /** Reads a tag of more than one byte. Returns the index after it, and the tag. */
    public static long tag(Tape tape, int at) {
        return Spans.tag(tape, at);
    }

    /**
     * Reads the length of a message within a message at the given depth. Returns the start and the end of its bytes.
     */
    public static long message(Tape tape, int at, int end, int depth) {
        return Spans.message(tape, at, end, depth);
    }

    /** Rejects messages that are nested too deep. */
    public static void checkDepth(Tape tape, int at, int depth) {
        Spans.checkDepth(tape, at, depth);
    }

    /**
     * Checks that the last field of a message ends where the message ends. The field may have been read from beyond
     * that end.
     *
     * @return the end
     */
    public static int finish(Tape tape, int at, int end, int closing) {
        if (at != end || closing != NO_GROUP) {
            throw tape.truncated();
        }
        return end;
    }

    /** Whether a tag ends the current group. */
    public static boolean closes(int tag, int closing) {
        return tag == closing && closing != NO_GROUP;
    }

    /**
     * Skips an unknown field.
     *
     * @param at index after its tag
     * @param depth depth of the message that has the field
     * @return index after the field, which may be beyond the end of the message
     */
    public static int skip(Tape tape, int tag, int at, int end, int depth) {
        return UnknownFields.skip(tape, tag, at, end, depth);
    }

    /** Returns the index after a 32-bit varint. */
    public static int skipVarint(Tape tape, int at) {
        return Spans.skipVarint(tape, at);
    }

    /** Reads {@code int64} or {@code uint64}. */
    public static int int64(Tape tape, int at, int slot) {
        return Scalars.int64(tape, at, slot);
    }

    /** Reads {@code int32} or an open enum. */
    public static int int32(Tape tape, int at, int slot) {
        return Scalars.int32(tape, at, slot);
    }

    /** Reads {@code uint32}. */
    public static int uint32(Tape tape, int at, int slot) {
        return Scalars.uint32(tape, at, slot);
    }

    /** Reads {@code sint32}. */
    public static int sint32(Tape tape, int at, int slot) {
        return Scalars.sint32(tape, at, slot);
    }

    /** Reads {@code sint64}. */
    public static int sint64(Tape tape, int at, int slot) {
        return Scalars.sint64(tape, at, slot);
    }

    /** Reads {@code bool}. */
    public static int bool(Tape tape, int at, int slot) {
        return Scalars.bool(tape, at, slot);
    }

    /** Reads {@code fixed32}. */
    public static int fixed32(Tape tape, int at, int end, int slot) {
        return Scalars.fixed32(tape, at, end, slot);
    }

    /** Reads {@code sfixed32} or {@code float}. */
    public static int sfixed32(Tape tape, int at, int end, int slot) {
        return Scalars.sfixed32(tape, at, end, slot);
    }

    /** Reads {@code fixed64}, {@code sfixed64} or {@code double}. */
    public static int fixed64(Tape tape, int at, int end, int slot) {
        return Scalars.fixed64(tape, at, end, slot);
    }

    /** Reads a packed run of {@code int64} or {@code uint64}. */
    public static int packedInt64(Tape tape, int at, int end, int slot) {
        return Packed.int64(tape, at, end, slot);
    }

    /** Reads a packed run of {@code int32} or an open enum. */
    public static int packedInt32(Tape tape, int at, int end, int slot) {
        return Packed.int32(tape, at, end, slot);
    }

    /** Reads a packed run of {@code uint32}. */
    public static int packedUint32(Tape tape, int at, int end, int slot) {
        return Packed.uint32(tape, at, end, slot);
    }

    /** Reads a packed run of {@code sint32}. */
    public static int packedSint32(Tape tape, int at, int end, int slot) {
        return Packed.sint32(tape, at, end, slot);
    }

    /** Reads a packed run of {@code sint64}. */
    public static int packedSint64(Tape tape, int at, int end, int slot) {
        return Packed.sint64(tape, at, end, slot);
    }

    /** Reads a packed run of {@code bool}. */
    public static int packedBool(Tape tape, int at, int end, int slot) {
        return Packed.bool(tape, at, end, slot);
    }

    /** Reads a packed run of {@code fixed32}. */
    public static int packedFixed32(Tape tape, int at, int end, int slot) {
        return Packed.fixed32(tape, at, end, slot);
    }

    /** Reads a packed run of {@code sfixed32} or {@code float}. */
    public static int packedSfixed32(Tape tape, int at, int end, int slot) {
        return Packed.sfixed32(tape, at, end, slot);
    }

    /** Reads a packed run of {@code fixed64}, {@code sfixed64} or {@code double}. */
    public static int packedFixed64(Tape tape, int at, int end, int slot) {
        return Packed.fixed64(tape, at, end, slot);
    }

    /** Reads a packed run of a closed enum. Drops numbers without a constant. */
    public static int packedClosedEnum(Tape tape, int at, int end, int slot, IntPredicate numbers) {
        return Packed.closedEnum(tape, at, end, slot, numbers);
    }

    /** Records the range of text, which must be UTF-8. */
    public static int text(Tape tape, int at, int end, int slot) {
        return Ranges.text(tape, at, end, slot);
    }

    /** Records the range of bytes, or of text without a check for UTF-8. */
    public static int bytes(Tape tape, int at, int end, int slot) {
        return Ranges.bytes(tape, at, end, slot);
    }

    /** Returns a test that accepts the numbers of a closed enum's constants. */
    public static IntPredicate numbers(int... numbers) {
        return ClosedEnum.of(numbers);
    }

    /**
     * Returns a test that accepts the numbers of a closed enum's constants, given as ranges. A range is its first and
     * its last number, as in {@code 0..31 40..40}. Spaces separate ranges.
     */
    public static IntPredicate numbersIn(String... ranges) {
        return ClosedEnum.ofRanges(ranges);
    }

    /**
     * Returns a function from the constants of a Java enum to their protobuf numbers. The function throws
     * {@link IllegalArgumentException} for a constant without a number. This constant stands for unknown numbers when a
     * message is read.
     *
     * @param constants constants with a number
     * @param numbers number of each of them
     */
    public static <C extends Enum<C>> ToIntFunction<C> numbers(Class<C> type, List<C> constants, int... numbers) {
        return new EnumNumbers<>(type, constants, numbers);
    }

    /** Whether a test accepts the varint at an index. */
    public static boolean isKnown(Tape tape, int at, IntPredicate numbers) {
        return numbers.test(Spans.varint(tape, at));
    }
}
