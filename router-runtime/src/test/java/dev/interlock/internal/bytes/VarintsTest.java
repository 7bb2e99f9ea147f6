package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VarintsTest {
    private static final int SEED = 7;

    private final Random random = new Random(SEED);

    /** Returns a varint followed by eight random bytes. */
    private byte[] varint(long value) throws IOException {
        byte[] bytes = new byte[CodedOutputStream.computeUInt64SizeNoTag(value) + Long.BYTES];
        random.nextBytes(bytes);
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt64NoTag(value);
        out.flush();
        return bytes;
    }

    @Test
    void readsEveryLengthFromWord() throws IOException {
        for (int bits = 0; bits <= 56; bits++) {
            for (int i = 0; i < 200; i++) {
                long value = bits == 0 ? 0 : random.nextLong() >>> (64 - bits);
                byte[] bytes = varint(value);
                long word = Swar.word(bytes, 0);
                assertWithMessage("%s", value).that(Varints.length(word)).isEqualTo(bytes.length - Long.BYTES);
                assertThat(Varints.value(word)).isEqualTo(value);
            }
        }
    }

    @Test
    void longerVarintsKeepLowBits() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            long value = random.nextLong() | 1L << 56;
            long word = Swar.word(varint(value), 0);
            assertThat(Varints.length(word)).isEqualTo(9);
            assertThat(Varints.value(word)).isEqualTo(value & (1L << 56) - 1);
        }
    }

    @Test
    void countsLastBytesInEveryRange() {
        byte[] bytes = new byte[40];
        random.nextBytes(bytes);
        for (int from = 0; from <= bytes.length; from++) {
            for (int to = from; to <= bytes.length; to++) {
                int expected = 0;
                for (int i = from; i < to; i++) {
                    expected += bytes[i] >= 0 ? 1 : 0;
                }
                assertThat(Varints.count(bytes, from, to)).isEqualTo(expected);
            }
        }
    }

    @Test
    void zigzagKeepsSignInLowestBit() {
        long[] signed = {0, -1, 1, -2, 2, Long.MAX_VALUE, Long.MIN_VALUE};
        long[] zigzag = {0, 1, 2, 3, 4, -2, -1};
        for (int i = 0; i < signed.length; i++) {
            assertThat(Varints.signed(zigzag[i])).isEqualTo(signed[i]);
        }
        assertThat(Varints.signed(-1)).isEqualTo(Integer.MIN_VALUE);
        assertThat(Varints.signed(-2)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void onlySignedTenthByteEndsNevertheless() {
        assertThat(Varints.endsNevertheless((byte) 0x81, 9)).isTrue();
        assertThat(Varints.endsNevertheless((byte) 0x80, 9)).isFalse();
        assertThat(Varints.endsNevertheless((byte) 0x81, 8)).isFalse();
    }
}
