package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.CharBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Compares word-wise code with loops. */
final class AsciiTest {
    private static final byte[] TEXT = "an-example_of 0123456789 and more".getBytes(US_ASCII);

    @Property
    void equalIgnoreCaseMatchesLoop(
            @ForAll @IntRange(max = 33) int length,
            @ForAll @IntRange(max = 9) int offset,
            @ForAll long capitals,
            @ForAll @IntRange(max = 40) int place,
            @ForAll byte value) {
        byte[] lowerCase = Arrays.copyOf(TEXT, length);
        // The array ends with the range, so reading beyond the range throws.
        byte[] bytes = new byte[offset + length];
        for (int i = 0; i < length; i++) {
            boolean isCapital = lowerCase[i] >= 'a' && lowerCase[i] <= 'z' && (capitals >> i & 1) != 0;
            bytes[offset + i] = (byte) (isCapital ? lowerCase[i] - 0x20 : lowerCase[i]);
        }
        assertThat(Ascii.equalIgnoreCase(bytes, offset, length, lowerCase)).isTrue();
        if (place < length) {
            bytes[offset + place] = value;
            boolean expected = Ascii.toLowerCase(value) == lowerCase[place];
            assertThat(Ascii.equalIgnoreCase(bytes, offset, length, lowerCase)).isEqualTo(expected);
        }
    }

    @Test
    void otherLengthsAreNotEqual() {
        byte[] bytes = "abcdefghij".getBytes(US_ASCII);
        assertThat(Ascii.equalIgnoreCase(bytes, 0, 9, bytes)).isFalse();
        assertThat(Ascii.equalIgnoreCase(bytes, 0, 10, Arrays.copyOf(bytes, 9))).isFalse();
    }

    @Test
    void findsNonAsciiByteAnywhere() {
        for (int length = 0; length < 42; length++) {
            for (int offset = 0; offset < 3; offset++) {
                for (int behind = 0; behind < 42; behind++) {
                    byte[] bytes = new byte[offset + length + behind];
                    Arrays.fill(bytes, (byte) 0x7f);
                    assertThat(Ascii.isAscii(bytes, offset, length)).isTrue();
                    for (int at = 0; at < bytes.length; at++) {
                        bytes[at] = (byte) 0x80;
                        boolean isOutside = at < offset || at >= offset + length;
                        assertThat(Ascii.isAscii(bytes, offset, length)).isEqualTo(isOutside);
                        bytes[at] = 0x7f;
                    }
                }
            }
        }
    }

    @Test
    void putFindsNonAsciiCharacterAnywhere() {
        // The last two are not ASCII, but their low bytes are.
        for (char other : new char[] {0x80, 0xff, 0x100, 0x4e41}) {
            for (int length = 1; length < 42; length++) {
                byte[] bytes = new byte[length];
                assertThat(Ascii.put("x".repeat(length), bytes, 0)).isTrue();
                for (int at = 0; at < length; at++) {
                    String text = "x".repeat(at) + other + "x".repeat(length - at - 1);
                    assertThat(Ascii.put(text, bytes, 0)).isFalse();
                }
            }
        }
    }

    @Property
    void putWritesAscii(@ForAll String any, @ForAll @IntRange(max = 40) int more, @ForAll char last) {
        for (String text : new String[] {any, "x".repeat(more), "x".repeat(more) + last, last + "x".repeat(more)}) {
            boolean expected = text.chars().allMatch(c -> c < 0x80);
            byte[] bytes = new byte[2 + text.length()];
            assertThat(Ascii.put(text, bytes, 2)).isEqualTo(expected);
            if (expected) {
                assertThat(new String(bytes, 2, text.length(), US_ASCII)).isEqualTo(text);
            }
            Arrays.fill(bytes, (byte) 0);
            assertThat(Ascii.put(CharBuffer.wrap(text), bytes, 2)).isEqualTo(expected);
            if (expected) {
                assertThat(new String(bytes, 2, text.length(), US_ASCII)).isEqualTo(text);
            }
        }
    }

    @Test
    void putStaysWithinArray() {
        for (CharSequence text : new CharSequence[] {"abc", "x".repeat(30), CharBuffer.wrap("abc")}) {
            byte[] bytes = new byte[text.length() + 1];
            assertThrows(IndexOutOfBoundsException.class, () -> Ascii.put(text, bytes, 2));
            assertThrows(IndexOutOfBoundsException.class, () -> Ascii.put(text, bytes, -1));
        }
    }
}
