package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class WireNumbersTest {
    private static final int AT = 3;
    private static final byte FILLER = 0x55;

    @Property
    void varintsMatchLoop(@ForAll long bits, @ForAll @IntRange(max = 63) int shift) {
        long value = bits >>> shift;
        byte[] bytes = filled(AT + Varints.LONGEST);
        byte[] expected = varint(value);
        int end = WireNumbers.putVarint(bytes, AT, value);
        assertThat(Arrays.copyOfRange(bytes, AT, end)).isEqualTo(expected);
        assertThat(WireNumbers.varintLength(value)).isEqualTo(expected.length);
        assertThat(Arrays.copyOf(bytes, AT)).isEqualTo(filled(AT));
    }

    @Example
    void varintsOfEachLengthHaveExactBounds() {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (long value : new long[] {1L << bit, (1L << bit) - 1, -1L >>> bit}) {
                byte[] bytes = new byte[Varints.LONGEST];
                int end = WireNumbers.putVarint(bytes, 0, value);
                assertThat(Arrays.copyOf(bytes, end)).isEqualTo(varint(value));
            }
        }
    }

    @Property
    void fieldIsTagAndVarint(
            @ForAll int tagBits,
            @ForAll @IntRange(max = 31) int tagShift,
            @ForAll long bits,
            @ForAll @IntRange(max = 63) int shift) {
        int tag = tagBits >>> tagShift;
        long value = bits >>> shift;
        byte[] bytes = filled(AT + 2 * Varints.LONGEST);
        int content = AT + varint(tag & 0xffff_ffffL).length;
        int end = WireNumbers.putField(bytes, AT, tag, value);
        assertThat(Arrays.copyOfRange(bytes, AT, content)).isEqualTo(varint(tag & 0xffff_ffffL));
        assertThat(Arrays.copyOfRange(bytes, content, end)).isEqualTo(varint(value));
        assertThat(Arrays.copyOf(bytes, AT)).isEqualTo(filled(AT));
    }

    @Property
    void exactVarintChangesNothingAfterIt(@ForAll int bits, @ForAll @IntRange(min = 1, max = 30) int shift) {
        int value = bits >>> shift;
        byte[] expected = varint(value);
        byte[] bytes = filled(AT + expected.length + 1);
        int end = WireNumbers.putExactVarint(bytes, AT, value);
        assertThat(Arrays.copyOfRange(bytes, AT, end)).isEqualTo(expected);
        assertThat(bytes[end]).isEqualTo(FILLER);
    }

    @Property
    void wordsHaveLowestByteFirst(@ForAll long value) {
        byte[] bytes = new byte[AT + Long.BYTES];
        ByteBuffer twin = ByteBuffer.wrap(bytes.clone()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(WireNumbers.putLong(bytes, AT, value)).isEqualTo(bytes.length);
        assertThat(bytes).isEqualTo(twin.putLong(AT, value).array());
        assertThat(WireNumbers.putInt(bytes, AT, (int) ~value)).isEqualTo(AT + Integer.BYTES);
        assertThat(bytes).isEqualTo(twin.putInt(AT, (int) ~value).array());
    }

    @Property
    void zigZagIsReversible(@ForAll long value) {
        long encoded = WireNumbers.zigZag(value);
        assertThat(encoded >>> 1 ^ -(encoded & 1)).isEqualTo(value);
        int narrow = WireNumbers.zigZag((int) value);
        assertThat(narrow >>> 1 ^ -(narrow & 1)).isEqualTo((int) value);
    }

    @Example
    void zigZagKeepsSmallNumbersSmall() {
        assertThat(WireNumbers.zigZag(0)).isEqualTo(0);
        assertThat(WireNumbers.zigZag(-1)).isEqualTo(1);
        assertThat(WireNumbers.zigZag(1L)).isEqualTo(2);
        assertThat(WireNumbers.zigZag(Integer.MIN_VALUE)).isEqualTo(-1);
        assertThat(WireNumbers.zigZag(Long.MAX_VALUE)).isEqualTo(-2);
    }

    @Example
    void rejectsWritesOutOfRange() {
        byte[] bytes = new byte[Long.BYTES];
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putField(bytes, 7, 8, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putField(bytes, -1, 8, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putVarint(bytes, 8, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putVarint(bytes, -1, 300));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putVarint(bytes, 0, -1));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putExactVarint(bytes, 7, 128));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putInt(bytes, 5, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> WireNumbers.putLong(bytes, 1, 1));
    }

    /** Encodes a varint byte by byte, as in the specification. */
    private static byte[] varint(long value) {
        byte[] bytes = new byte[Varints.LONGEST];
        int length = 0;
        long rest = value;
        while (rest >>> 7 != 0) {
            bytes[length++] = (byte) (0x80 | (rest & 0x7f));
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, FILLER);
        return bytes;
    }
}
