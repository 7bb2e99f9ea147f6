package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.CodedOutputStream;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.recording.segment.Lengths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares encoded fields with those of protobuf-java. */
final class WireTest {
    private final Random random = new Random(7);

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private interface Fields {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    private static byte[] expected(Fields fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        fields.writeTo(out);
        out.flush();
        return bytes.toByteArray();
    }

    @Test
    void writesNumbers() throws IOException {
        for (int shift = 0; shift < Long.SIZE; shift++) {
            for (long number : new long[] {1L << shift, (1L << shift) - 1, -1L << shift}) {
                ByteWriter out = new ByteWriter(0);
                Wire.number(15, number, out);
                assertThat(Arrays.copyOf(out.array(), out.length()))
                        .isEqualTo(number == 0 ? new byte[0] : expected(coded -> coded.writeUInt64(15, number)));
                assertThat(out.length()).isAtMost(Wire.NUMBER_ROOM);
            }
        }
    }

    @Test
    void writesBytes() throws IOException {
        for (int length : new int[] {1, 2, 31, 32, 33, 127, 128, 16_383, 16_384, 2_097_152}) {
            byte[] value = bytes(length);
            ByteWriter out = new ByteWriter(0);
            Wire.bytes(1, value, out);
            byte[] expected = expected(coded -> coded.writeByteArray(1, value));
            assertThat(Arrays.equals(out.array(), 0, out.length(), expected, 0, expected.length))
                    .isTrue();
            assertThat(1 + Wire.textBytes(length)).isAtMost(Wire.TEXT_ROOM + length);
            assertThat(Wire.textBytes(length)).isEqualTo(expected.length);
        }
        ByteWriter none = new ByteWriter(0);
        Wire.bytes(1, new byte[0], none);
        assertThat(none.isEmpty()).isTrue();
        assertThat(Wire.textBytes(0)).isEqualTo(0);
    }

    @Test
    void replacesBytesBeyondAscii() {
        byte[] into = new byte[64];
        byte[] value = {'a', (byte) 0xc3, 'b', (byte) 0x80, 'c'};
        int end = Wire.putText(into, 2, 4, value, 1, 5);
        assertThat(Arrays.copyOfRange(into, 2, end)).isEqualTo(new byte[] {4 << 3 | 2, 4, '?', 'b', '?', 'c'});
    }

    @Test
    void padsLengths() {
        for (int length : new int[] {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, (1 << 28) - 1}) {
            byte[] into = new byte[6];
            assertThat(Lengths.write(into, 1, length)).isEqualTo(5);
            int read = 0;
            for (int i = 0; i < Lengths.BYTES; i++) {
                assertThat(into[1 + i] < 0).isEqualTo(i < Lengths.BYTES - 1);
                read |= (into[1 + i] & 0x7f) << (7 * i);
            }
            assertThat(read).isEqualTo(length);
            assertThat(into[5]).isEqualTo(0);
        }
    }
}
