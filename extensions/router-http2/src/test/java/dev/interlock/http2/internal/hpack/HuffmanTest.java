package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.http2.internal.Hex;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Huffman code of RFC 7541. */
final class HuffmanTest {
    private static byte[] encode(byte[] text) {
        byte[] coded = new byte[Huffman.encodedLength(text, 0, text.length)];
        assertThat(Huffman.encode(text, 0, text.length, false, coded, 0)).isEqualTo(coded.length);
        return coded;
    }

    private static byte @Nullable [] decode(byte[] coded) {
        byte[] target = new byte[Huffman.mostOctets(coded.length) + 1];
        int end = Huffman.decode(coded, 0, coded.length, target, 0);
        int length = Huffman.decodedLength(coded, 0, coded.length);
        assertThat(length).isEqualTo(end);
        return end == Huffman.INVALID ? null : Arrays.copyOf(target, end);
    }

    /** The first and the last code of each length in appendix B. */
    @ParameterizedTest
    @CsvSource({
        "30, 07",
        "74, 4f",
        "20, 53",
        "75, b7",
        "3a, b9",
        "7a, f7",
        "26, f8",
        "5a, fd",
        "21, fe3f",
        "3f, ff3f",
        "27, ff5f",
        "7c, ff9f",
        "23, ffaf",
        "3e, ffbf",
        "00, ffc7",
        "7e, ffef",
        "5e, fff3",
        "7d, fff7",
        "3c, fff9",
        "7b, fffd",
        "5c, fffe1f",
        "d0, fffe5f",
        "80, fffe6f",
        "e2, fffedf",
        "99, fffee7",
        "e6, ffff47",
        "81, ffff4b",
        "e9, ffffaf",
        "01, ffffb1",
        "ef, ffffe9",
        "09, ffffea",
        "ed, fffff5",
        "c7, fffff67f",
        "eb, fffff7ff",
        "c0, fffff83f",
        "ff, fffffbbf",
        "cb, fffffbdf",
        "fe, fffffe1f",
        "02, fffffe2f",
        "f9, ffffffef",
        "0a, fffffff3",
        "16, fffffffb"
    })
    void codes(String octet, String code) {
        byte[] text = Hex.bytes(octet);
        byte[] coded = encode(text);
        assertThat(Hex.of(coded, 0, coded.length)).isEqualTo(code);
        assertThat(decode(coded)).isEqualTo(text);
    }

    @Test
    void everyPairOfOctets() {
        byte[] text = new byte[2];
        for (int pair = 0; pair < 1 << 16; pair++) {
            text[0] = (byte) (pair >>> 8);
            text[1] = (byte) pair;
            assertThat(decode(encode(text))).isEqualTo(text);
        }
    }

    @Property
    void readsWhatItWrote(@ForAll @Size(max = 300) byte[] text) {
        assertThat(decode(encode(text))).isEqualTo(text);
    }

    /** Each octet has one code, and the padding is fixed. So each text has only one encoding. */
    @Property(tries = 5000)
    void acceptsOnlyWhatItWrites(@ForAll @Size(max = 40) byte[] coded) {
        byte[] text = decode(coded);
        if (text != null) {
            assertThat(encode(text)).isEqualTo(coded);
        }
    }

    @Test
    void replacesCapitals() {
        byte[] text = "X-Request-Id@[`{".getBytes(ISO_8859_1);
        byte[] lower = "x-request-id@[`{".getBytes(ISO_8859_1);
        byte[] coded = new byte[Huffman.encodedLengthOfLowerCase(text, 0, text.length)];
        Huffman.encode(text, 0, text.length, true, coded, 0);
        assertThat(coded).isEqualTo(encode(lower));
    }

    /** Eleven codes of 30 bits, the longest, use each way in which the decoder fills its word. */
    @Test
    void longCodes() {
        byte[] text = new byte[11];
        Arrays.fill(text, (byte) '\n');
        assertThat(decode(encode(text))).isEqualTo(text);
    }
}
