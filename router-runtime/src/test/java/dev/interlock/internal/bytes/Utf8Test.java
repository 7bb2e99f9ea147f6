package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8Test {
    /** First and last bytes of each row of the table in RFC 3629 section 4, and the bytes next to them. */
    private static final int[] EDGES = {
        0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
        0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff
    };

    @Test
    void agreesWithJdkOnPairsAndEdges() {
        for (int first = 0; first < 256; first++) {
            for (int second = 0; second < 256; second++) {
                assertAgrees((byte) first, (byte) second);
            }
        }
        for (int first : EDGES) {
            for (int second : EDGES) {
                for (int third : EDGES) {
                    assertAgrees((byte) first, (byte) second, (byte) third);
                    for (int fourth : EDGES) {
                        assertAgrees((byte) first, (byte) second, (byte) third, (byte) fourth);
                    }
                }
            }
        }
    }

    @Property
    void agreesWithJdkOnAnyBytes(@ForAll byte[] bytes) {
        assertAgrees(bytes);
    }

    @Property
    void agreesWithJdkOnDamagedText(@ForAll("damaged") byte[] bytes) {
        assertAgrees(bytes);
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        Arbitrary<String> texts = Arbitraries.strings()
                .withChars("abcdefgh\u00e9\u20ac\uD83D\uDE00")
                .ofMinLength(1)
                .ofMaxLength(24);
        return texts.flatMap(text -> {
            byte[] bytes = text.getBytes(UTF_8);
            return Arbitraries.integers()
                    .between(0, bytes.length - 1)
                    .flatMap(at -> Arbitraries.bytes().map(value -> with(bytes, at, value)));
        });
    }

    @Test
    void readsOnlyItsRange() {
        byte[] bytes = {(byte) 0xff, 'a', (byte) 0xc3, (byte) 0xa9, (byte) 0xff};
        assertThat(Utf8.isValid(bytes, 1, 4)).isTrue();
        assertThat(Utf8.isValid(bytes, 1, 3)).isFalse();
        assertThat(Utf8.isValid(bytes, 2, 2)).isTrue();
    }

    @Test
    void decodesOverOldUnits() {
        String text = "a\u007f\u0080\u07ff\u0800\uffff\ud800\udc00z\udbff\udfff";
        for (int start = 0; start < text.length(); start += text.codePointAt(start) > 0xffff ? 2 : 1) {
            byte[] bytes = (" " + text.substring(start)).getBytes(UTF_8);
            long[] units = new long[8];
            Arrays.fill(units, -1);
            int count = Utf8.decode(bytes, 1, bytes.length, units, 2);
            assertThat(decoded(units, count)).isEqualTo(text.substring(start));
            Arrays.fill(units, -1);
            assertThat(decoded(units, Utf8.pack(text.substring(start), units, 2)))
                    .isEqualTo(text.substring(start));
        }
    }

    private static String decoded(long[] units, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Utf8.unit(units, 2, i));
        }
        return text.toString();
    }

    private static byte[] with(byte[] bytes, int at, byte value) {
        byte[] changed = bytes.clone();
        changed[at] = value;
        return changed;
    }

    private static void assertAgrees(byte... bytes) {
        assertWithMessage("%s", Arrays.toString(bytes))
                .that(Utf8.isValid(bytes, 0, bytes.length))
                .isEqualTo(isValidForTheJdk(bytes));
    }

    private static boolean isValidForTheJdk(byte[] bytes) {
        try {
            UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
