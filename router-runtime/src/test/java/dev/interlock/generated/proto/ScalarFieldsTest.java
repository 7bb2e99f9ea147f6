package dev.interlock.generated.proto;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.CodedOutputStream;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.CharBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Compares written fields of each type with the output of protobuf-java. */
final class ScalarFieldsTest {
    private static final int HIGHEST_NUMBER = (1 << 29) - 1;

    private interface Twin {
        void write(CodedOutputStream out) throws IOException;
    }

    @Property
    void writesIntegersLikeProtobuf(
            @ForAll @IntRange(min = 1, max = HIGHEST_NUMBER) int number,
            @ForAll long bits,
            @ForAll @IntRange(max = 63) int shift) {
        long wide = bits >> shift;
        int value = (int) wide;
        int tag = number << Wire.TYPE_BITS | Wire.VARINT;
        agree(message -> message.int32(tag, value), out -> out.writeInt32(number, value));
        agree(message -> message.int64(tag, wide), out -> out.writeInt64(number, wide));
        agree(message -> message.uint32(tag, value), out -> out.writeUInt32(number, value));
        agree(message -> message.uint32(tag, value & 0xffff_ffffL), out -> out.writeUInt32(number, value));
        agree(message -> message.sint32(tag, value), out -> out.writeSInt32(number, value));
        agree(message -> message.sint64(tag, wide), out -> out.writeSInt64(number, wide));
        agree(message -> message.bool(tag, value < 0), out -> out.writeBool(number, value < 0));
    }

    @Property
    void writesWordsLikeProtobuf(@ForAll @IntRange(min = 1, max = HIGHEST_NUMBER) int number, @ForAll long wide) {
        int value = (int) wide;
        int four = number << Wire.TYPE_BITS | Wire.I32;
        int eight = number << Wire.TYPE_BITS | Wire.I64;
        float single = Float.intBitsToFloat(value);
        double precise = Double.longBitsToDouble(wide);
        agree(message -> message.fixed32(four, value), out -> out.writeFixed32(number, value));
        agree(message -> message.fixed32(four, value & 0xffff_ffffL), out -> out.writeFixed32(number, value));
        agree(message -> message.fixed64(eight, wide), out -> out.writeFixed64(number, wide));
        agree(message -> message.floating(four, single), out -> out.writeFloat(number, single));
        agree(message -> message.floating(eight, precise), out -> out.writeDouble(number, precise));
    }

    @Property
    void writesTextLikeProtobuf(
            @ForAll @IntRange(min = 1, max = HIGHEST_NUMBER) int number,
            @ForAll String any,
            @ForAll @IntRange(max = 300) int more) {
        int tag = number << Wire.TYPE_BITS | Wire.LEN;
        for (String text :
                new String[] {any, "a".repeat(more), "a".repeat(more) + any, any + "\u00fc\u4e00\ud83d\ude00"}) {
            byte[] utf8 = text.getBytes(UTF_8);
            Slice slice = new Slice().wrap(utf8, 0, utf8.length);
            Twin twin = out -> out.writeByteArray(number, utf8);
            agree(message -> message.string(tag, text), twin);
            agree(message -> message.string(tag, CharBuffer.wrap(text)), twin);
            agree(message -> message.utf8(tag, slice), twin);
            agree(message -> message.bytes(tag, slice), twin);
            agree(message -> message.bytes(tag, utf8), twin);
        }
    }

    @Example
    void replacesUnpairedSurrogate() {
        agree(message -> message.string(10, "a\ud83d"), out -> out.writeString(1, "a?"));
        agree(message -> message.string(10, "\ude00b"), out -> out.writeString(1, "?b"));
    }

    @Example
    void detectsNonAsciiWithAsciiLowBytes() {
        String text = "\u4e41\u0141".repeat(40);
        agree(message -> message.string(10, text), out -> out.writeString(1, text));
        agree(message -> message.string(10, "\u4e41"), out -> out.writeString(1, "\u4e41"));
    }

    @Example
    void rejectsValuesOutOfRange() {
        MessageEncoder message = new MessageEncoder();
        ByteWriter out = new ByteWriter(0);
        message.begin(out);
        Slice broken = new Slice().wrap(new byte[] {'a', (byte) 0xff}, 0, 2);
        assertThrows(IllegalArgumentException.class, () -> message.uint32(8, -1L));
        assertThrows(IllegalArgumentException.class, () -> message.fixed32(13, 1L << 32));
        assertThrows(IllegalArgumentException.class, () -> message.utf8(10, broken));
        assertThat(out.length()).isEqualTo(0);
    }

    private static void agree(Consumer<MessageEncoder> field, Twin twin) {
        MessageEncoder message = new MessageEncoder();
        ByteWriter out = new ByteWriter(0);
        message.begin(out);
        field.accept(message);
        field.accept(message);
        message.end();
        assertThat(Arrays.copyOf(out.array(), out.length())).isEqualTo(twice(twin));
    }

    private static byte[] twice(Twin twin) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            twin.write(out);
            twin.write(out);
            out.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }
}
