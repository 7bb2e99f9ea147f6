package dev.interlock.http2.internal;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.interlock.http2.internal.frame.FrameAgreement;
import dev.interlock.http2.internal.hpack.HpackAgreement;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Searches for bytes that our codec and Netty's read differently. The first byte selects frames or field blocks. The
 * second determines where the bytes are divided. The third is the length of the first of two field blocks.
 */
@Tag("fuzz")
final class Http2FuzzTest {
    private static final int HEADER = 3;

    static Stream<byte[]> seeds() {
        return Stream.of(
                Hex.bytes("00 05 00" + "000003 00 09 00000001 01 6200 000001 01 00 00000003 82 000000 09 04 00000003"),
                Hex.bytes("00 09 00" + "000004 08 00 00000000 00000001 000008 06 00 00000000 0102030405060708"),
                Hex.bytes("00 0c 00" + "00000c 04 00 00000000 0003 00000064 0004 00000001 000000 04 01 00000000"),
                Hex.bytes("01 03 11" + "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff" + "8286 84be 5886 a8eb 1064 9cbf"),
                Hex.bytes("01 00 14" + "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d" + "20 3fe11f be"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void readsWhatNettyReads(byte[] input) {
        if (input.length < HEADER) {
            return;
        }
        int cut = input[1] & 0xff;
        if ((input[0] & 1) == 0) {
            FrameAgreement.check(Arrays.copyOfRange(input, HEADER, input.length), cut);
            return;
        }
        int end = Math.min(input.length, HEADER + (input[2] & 0xff));
        HpackAgreement agreement = new HpackAgreement();
        byte[] first = Arrays.copyOfRange(input, HEADER, end);
        byte[] second = Arrays.copyOfRange(input, end, input.length);
        if (agreement.read(first, Math.min(cut, first.length))) {
            agreement.read(second, Math.min(cut, second.length));
        }
    }
}
