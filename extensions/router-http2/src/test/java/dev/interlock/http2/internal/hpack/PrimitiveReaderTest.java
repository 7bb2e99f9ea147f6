package dev.interlock.http2.internal.hpack;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.internal.Hex;
import java.io.ByteArrayOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integers and string literals of RFC 7541 section 5. */
final class PrimitiveReaderTest {
    private final PrimitiveReader reader = new PrimitiveReader();

    /**
     * Reads an integer. Requires that a shorter fragment is incomplete, and that the reader stops after the integer.
     */
    private int integer(byte[] bytes, int prefixBits) {
        int mask = (1 << prefixBits) - 1;
        for (int to = 1; to < bytes.length; to++) {
            reader.moveTo(0);
            assertWithMessage("cut at %s", to)
                    .that(reader.integer(bytes, to, mask))
                    .isEqualTo(PrimitiveReader.CUT);
        }
        reader.moveTo(0);
        int value = reader.integer(bytes, bytes.length, mask);
        assertThat(reader.at()).isEqualTo(bytes.length);
        return value;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0a             | 5 | 10        | C.1.1
            ea             | 5 | 10        | C.1.1, after other bits
            1f 9a 0a       | 5 | 1337      | C.1.2
            ff 9a 0a       | 5 | 1337      | C.1.2, after other bits
            2a             | 8 | 42        | C.1.3
            00             | 5 | 0         | smallest
            1e             | 5 | 30        | largest in the prefix
            1f 00          | 5 | 31        | smallest after the prefix
            ff 80 80 80 00 | 7 | 127       | padded with zeros
            ff ff ff ff 7f | 7 | 268435582 | largest: 2^28 + 126
            ff ff ff ff 7f | 8 | 268435710 | largest: 2^28 + 254
            """)
    void readsIntegers(String bytes, int prefixBits, int value, String example) {
        assertWithMessage(example).that(integer(Hex.bytes(bytes), prefixBits)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ff 80 80 80 80       | fifth byte missing
            ff 80 80 80 80 00    | padded with zeros
            ff ff ff ff ff 07    | above 2^31
            ff ff ff ff ff ff 7f | above 2^32
            """)
    void rejectsIntegersWithFiveBytesAfterThePrefix(String bytes, String example) {
        byte[] fragment = Hex.bytes(bytes);
        assertWithMessage(example)
                .that(reader.integer(fragment, fragment.length, 0x7f))
                .isEqualTo(PrimitiveReader.TOO_LARGE);
    }

    @Property
    void readsAllIntegersBelowTheLimit(
            @ForAll @IntRange(max = 1 << 28) int value, @ForAll @IntRange(min = 1, max = 8) int prefixBits) {
        assertThat(integer(encode(value, prefixBits), prefixBits)).isEqualTo(value);
    }

    /** Encodes an integer as the pseudocode of section 5.1 does. */
    private static byte[] encode(int value, int prefixBits) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int mask = (1 << prefixBits) - 1;
        if (value < mask) {
            bytes.write(value);
        } else {
            bytes.write(mask);
            int rest = value - mask;
            while (rest >= 128) {
                bytes.write(rest % 128 + 128);
                rest /= 128;
            }
            bytes.write(rest);
        }
        return bytes.toByteArray();
    }

    /** The second example is of RFC 7541 appendix C.4.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0a 63 75 73 74 6f 6d 2d 6b 65 79       | 'custom-key'
            8c f1 e3 c2 e5 f2 3a 6b a0 ab 90 f4 ff | 'www.example.com'
            00                                     | ''
            80                                     | ''
            """)
    void readsStrings(String literal, String text) {
        byte[] bytes = Hex.bytes(literal + "ff");
        int end = bytes.length - 1;
        for (int to = 0; to < end; to++) {
            reader.moveTo(0);
            assertWithMessage("cut at %s", to).that(reader.string(bytes, to)).isEqualTo(PrimitiveReader.CUT);
        }
        reader.moveTo(0);
        assertThat(reader.string(bytes, bytes.length)).isEqualTo(end);
        assertThat(reader.at()).isEqualTo(end);
        assertThat(reader.stringTo()).isEqualTo(end);
        byte[] target = new byte[3 + text.length() + PrimitiveReader.SLACK];
        assertThat(decode(bytes, target, 3)).isEqualTo(3 + text.length());
        assertThat(new String(target, 3, text.length(), US_ASCII)).isEqualTo(text);
    }

    private int decode(byte[] bytes, byte[] target, int index) {
        return PrimitiveReader.decode(bytes, reader.stringFrom(), reader.stringTo(), reader.isCoded(), target, index);
    }

    @Test
    void rejectsTheLengthOfAString() {
        byte[] bytes = Hex.bytes("7f 80 80 80 80 00");
        assertThat(reader.string(bytes, bytes.length)).isEqualTo(PrimitiveReader.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"0a 637573746f6d2d6b6579, 10", "8c f1e3c2e5f23a6ba0ab90f4ff, 15"})
    void longStringNeverTouchesTheTarget(String literal, int octets) {
        byte[] bytes = Hex.bytes(literal);
        reader.string(bytes, bytes.length);
        byte[] target = new byte[octets + PrimitiveReader.SLACK];
        assertThat(decode(bytes, target, 1)).isEqualTo(PrimitiveReader.TOO_LONG);
        assertThat(target).isEqualTo(new byte[target.length]);
        assertThat(decode(bytes, target, 0)).isEqualTo(octets);
    }

    /** The code of 'a' has a padding of zeros. */
    @ParameterizedTest
    @CsvSource({"0", "100"})
    void invalidCodeIsReportedWithAnyRoom(int room) {
        byte[] bytes = Hex.bytes("81 18");
        reader.string(bytes, bytes.length);
        assertThat(decode(bytes, new byte[room + PrimitiveReader.SLACK], 0)).isEqualTo(Huffman.INVALID);
    }
}
