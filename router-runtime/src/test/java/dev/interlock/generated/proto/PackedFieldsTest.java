package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.UnknownFieldSet;
import dev.interlock.bytes.ByteWriter;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class PackedFieldsTest {
    private static final int NUMBER = 5;
    private static final int TAG = NUMBER << Wire.TYPE_BITS | Wire.LEN;
    private static final int OTHER_TAG = 7 << Wire.TYPE_BITS | Wire.LEN;

    private final ByteWriter out = new ByteWriter(0);
    private final MessageEncoder message = new MessageEncoder();

    private interface Element {
        void write(CodedOutputStream out, int index) throws IOException;
    }

    @Property
    void packsIntegersIntoOneRun(@ForAll int[] values, @ForAll @IntRange(max = 31) int shift) {
        int[] ints = Arrays.stream(values).map(value -> value >> shift).toArray();
        long[] unsigned = Arrays.stream(ints).mapToLong(Integer::toUnsignedLong).toArray();
        Element int32 = (twin, i) -> twin.writeInt32NoTag(ints[i]);
        Element uint32 = (twin, i) -> twin.writeUInt32NoTag(ints[i]);
        Element sint32 = (twin, i) -> twin.writeSInt32NoTag(ints[i]);
        Element fixed32 = (twin, i) -> twin.writeFixed32NoTag(ints[i]);
        int count = ints.length;
        agree(() -> message.packedInt32(TAG, ints), i -> message.packedInt32(TAG, ints[i]), count, int32);
        agree(() -> message.packedUint32(TAG, ints), i -> message.packedUint32(TAG, ints[i]), count, uint32);
        agree(() -> message.packedUint32(TAG, unsigned), i -> message.packedUint32(TAG, unsigned[i]), count, uint32);
        agree(() -> message.packedSint32(TAG, ints), i -> message.packedSint32(TAG, ints[i]), count, sint32);
        agree(() -> message.packedFixed32(TAG, ints), i -> message.packedFixed32(TAG, ints[i]), count, fixed32);
        agree(() -> message.packedFixed32(TAG, unsigned), i -> message.packedFixed32(TAG, unsigned[i]), count, fixed32);
    }

    @Property
    void packsLongsIntoOneRun(@ForAll long[] values, @ForAll @IntRange(max = 63) int shift) {
        long[] longs = Arrays.stream(values).map(value -> value >> shift).toArray();
        double[] doubles =
                Arrays.stream(values).mapToDouble(Double::longBitsToDouble).toArray();
        Element int64 = (twin, i) -> twin.writeInt64NoTag(longs[i]);
        Element sint64 = (twin, i) -> twin.writeSInt64NoTag(longs[i]);
        Element fixed64 = (twin, i) -> twin.writeFixed64NoTag(longs[i]);
        Element precise = (twin, i) -> twin.writeDoubleNoTag(doubles[i]);
        int count = longs.length;
        agree(() -> message.packedInt64(TAG, longs), i -> message.packedInt64(TAG, longs[i]), count, int64);
        agree(() -> message.packedSint64(TAG, longs), i -> message.packedSint64(TAG, longs[i]), count, sint64);
        agree(() -> message.packedFixed64(TAG, longs), i -> message.packedFixed64(TAG, longs[i]), count, fixed64);
        agree(() -> message.packedFloating(TAG, doubles), i -> message.packedFloating(TAG, doubles[i]), count, precise);
    }

    @Property
    void packsFloatsAndBooleansIntoOneRun(@ForAll float[] floats, @ForAll boolean[] booleans) {
        Element single = (twin, i) -> twin.writeFloatNoTag(floats[i]);
        Element bool = (twin, i) -> twin.writeBoolNoTag(booleans[i]);
        agree(
                () -> message.packedFloating(TAG, floats),
                i -> message.packedFloating(TAG, floats[i]),
                floats.length,
                single);
        agree(
                () -> message.packedBool(TAG, booleans),
                i -> message.packedBool(TAG, booleans[i]),
                booleans.length,
                bool);
    }

    @Example
    void movesRunWhenLengthGrows() {
        for (int count : new int[] {126, 127, 128, 129, 16_382, 16_384, 16_385, 40_000}) {
            boolean[] values = new boolean[count];
            agree(
                    () -> message.packedBool(TAG, values),
                    i -> message.packedBool(TAG, values[i]),
                    count,
                    (twin, i) -> twin.writeBoolNoTag(false));
        }
    }

    @Example
    void continuesRunFromElementsToArrays() {
        boolean[] some = new boolean[100];
        message.begin(out);
        message.packedBool(TAG, true);
        message.packedBool(TAG, some);
        message.packedBool(TAG, some);
        message.packedBool(TAG, true);
        message.end();
        byte[] content = new byte[202];
        content[0] = 1;
        content[201] = 1;
        assertThat(runs(TAG)).containsExactly(ByteString.copyFrom(content));
    }

    @Example
    void beginsNewRunAfterOtherField() {
        message.begin(out);
        message.packedInt32(TAG, 1);
        message.packedInt32(OTHER_TAG, 2);
        message.packedInt32(TAG, 3);
        message.int32(8, 4);
        message.packedInt32(TAG, 5);
        message.packedInt32(TAG, new int[0]);
        message.packedInt32(TAG, 6);
        message.end();
        assertThat(runs(TAG)).containsExactly(bytes(1), bytes(3), bytes(5, 6)).inOrder();
    }

    @Example
    void beginsNewRunInNextMessage() {
        message.begin(out);
        message.packedInt32(TAG, 1);
        message.end();
        int length = out.length();
        message.begin(out);
        message.packedInt32(TAG, 2);
        message.end();
        assertThat(runs(TAG)).containsExactly(bytes(1), bytes(2)).inOrder();

        out.truncate(length);
        message.begin(out);
        message.packedInt32(TAG, 3);
        message.end();
        assertThat(runs(TAG)).containsExactly(bytes(1), bytes(3)).inOrder();
    }

    @Example
    void rejectsValuesOutOfRange() {
        message.begin(out);
        assertThrows(IllegalArgumentException.class, () -> message.packedUint32(TAG, -1L));
        assertThrows(IllegalArgumentException.class, () -> message.packedUint32(TAG, new long[] {1, 1L << 32}));
        assertThrows(IllegalArgumentException.class, () -> message.packedFixed32(TAG, new long[] {1, -1}));
        assertThat(out.isEmpty()).isTrue();
    }

    private void agree(Runnable array, Consumer<Integer> element, int count, Element twin) {
        byte[] expected = expected(count, twin);
        written(array);
        assertThat(Arrays.copyOf(out.array(), out.length())).isEqualTo(expected);
        written(() -> {
            for (int i = 0; i < count; i++) {
                element.accept(i);
            }
        });
        assertThat(Arrays.copyOf(out.array(), out.length())).isEqualTo(expected);
    }

    private void written(Runnable content) {
        out.clear();
        message.begin(out);
        content.run();
        message.end();
    }

    private static byte[] expected(int count, Element twin) {
        ByteString.Output content = ByteString.newOutput();
        CodedOutputStream stream = CodedOutputStream.newInstance(content);
        try {
            for (int i = 0; i < count; i++) {
                twin.write(stream, i);
            }
            stream.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        if (count == 0) {
            return new byte[0];
        }
        UnknownFieldSet.Field run = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(content.toByteString())
                .build();
        return UnknownFieldSet.newBuilder().addField(NUMBER, run).build().toByteArray();
    }

    private Iterable<ByteString> runs(int tag) {
        try {
            return UnknownFieldSet.parseFrom(ByteString.copyFrom(out.array(), 0, out.length()))
                    .getField(tag >>> Wire.TYPE_BITS)
                    .getLengthDelimitedList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ByteString bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return ByteString.copyFrom(bytes);
    }
}
