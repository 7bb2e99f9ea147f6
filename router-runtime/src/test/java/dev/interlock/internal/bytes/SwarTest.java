package dev.interlock.internal.bytes;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Compares each trick with the loop that it replaces. */
final class SwarTest {
    @Property
    void wordHasLowestByteFirst(@ForAll @Size(8) byte[] bytes) {
        long expected = 0;
        for (int i = 0; i < 8; i++) {
            expected |= (bytes[i] & 0xffL) << (8 * i);
        }
        assertThat(Swar.word(bytes, 0)).isEqualTo(expected);
    }

    @Test
    void wordChecksBounds() {
        byte[] bytes = new byte[9];
        assertThrows(IndexOutOfBoundsException.class, () -> Swar.word(bytes, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Swar.word(bytes, -1));
    }

    @Test
    void halfHasLowestByteFirstAndChecksBounds() {
        byte[] bytes = {9, 1, 2, 3, (byte) 0x84};
        assertThat(Swar.half(bytes, 1)).isEqualTo(0x84030201);
        assertThrows(IndexOutOfBoundsException.class, () -> Swar.half(bytes, 2));
        assertThrows(IndexOutOfBoundsException.class, () -> Swar.half(bytes, -1));
    }

    @Property
    void zerosAreExactForEachByte(@ForAll @Size(8) byte[] random, @ForAll @IntRange(max = 255) int zeros) {
        byte[] bytes = random.clone();
        for (int i = 0; i < 8; i++) {
            if ((zeros & 1 << i) != 0) {
                bytes[i] = 0;
            }
        }
        assertThat(Swar.zeros(Swar.word(bytes, 0))).isEqualTo(mask(bytes, b -> b == 0));
    }

    @Property
    void zerosOfEvenBytesAreExact(@ForAll @Size(8) byte[] random, @ForAll @IntRange(max = 255) int zeros) {
        byte[] bytes = random.clone();
        for (int i = 0; i < 8; i++) {
            bytes[i] = (zeros & 1 << i) != 0 ? 0 : (byte) (bytes[i] & ~1);
        }
        assertThat(Swar.zerosOfEven(Swar.word(bytes, 0))).isEqualTo(mask(bytes, b -> b == 0));
    }

    @Test
    void zerosStayExactBesideOnes() {
        for (int pattern = 0; pattern < 256; pattern++) {
            byte[] bytes = new byte[8];
            for (int i = 0; i < 8; i++) {
                bytes[i] = (byte) (pattern >> i & 1);
            }
            assertWithMessage(Arrays.toString(bytes))
                    .that(Swar.zeros(Swar.word(bytes, 0)))
                    .isEqualTo(mask(bytes, b -> b == 0));
        }
    }

    @Property
    void anyBelowMarksFirst(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(min = 1, max = 128) int limit) {
        long expected = mask(bytes, b -> b >= 0 && b < limit);
        long actual = Swar.anyBelow(Swar.word(bytes, 0), limit);
        assertThat(Long.lowestOneBit(actual)).isEqualTo(Long.lowestOneBit(expected));
    }

    @Property
    void withinIsExactForEachByte(
            @ForAll @Size(8) byte[] bytes,
            @ForAll @IntRange(min = 1, max = 127) int first,
            @ForAll @IntRange(min = 1, max = 127) int last) {
        long actual = Swar.within(Swar.word(bytes, 0), (char) first, (char) last);
        assertThat(actual).isEqualTo(mask(bytes, b -> b >= first && b <= last));
    }

    @Test
    void lowerCaseChangesOnlyCapitals() {
        for (int value = 0; value < 256; value++) {
            byte[] bytes = {0, (byte) 0xff, (byte) value, (byte) value, 'A', 'Z', '@', '['};
            byte[] expected = bytes.clone();
            for (int i = 0; i < 8; i++) {
                expected[i] = Ascii.toLowerCase(bytes[i]);
            }
            assertThat(Swar.lowerCase(Swar.word(bytes, 0))).isEqualTo(Swar.word(expected, 0));
        }
    }

    @Test
    void indexOfFirstFindsLowestByte() {
        for (int i = 0; i < 8; i++) {
            assertThat(Swar.indexOfFirst(0x8000000000000000L | 0x80L << (8 * i)))
                    .isEqualTo(i);
        }
        assertThat(Swar.indexOfFirst(0)).isEqualTo(8);
    }

    @Test
    void gatherKeepsOrder() {
        for (int bits = 0; bits < 256; bits++) {
            long mask = 0;
            for (int i = 0; i < 8; i++) {
                mask |= (long) (bits >> i & 1) << (8 * i + 7);
            }
            assertThat(Swar.gather(mask)).isEqualTo(bits);
        }
    }

    @Property
    void firstKeepsOrFills(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 12) int count) {
        byte[] zeroed = bytes.clone();
        byte[] filled = bytes.clone();
        if (count < 8) {
            Arrays.fill(zeroed, count, 8, (byte) 0);
            Arrays.fill(filled, count, 8, (byte) 'a');
        }
        long word = Swar.word(bytes, 0);
        assertThat(Swar.first(word, count)).isEqualTo(Swar.word(zeroed, 0));
        assertThat(Swar.first(word, count, 'a')).isEqualTo(Swar.word(filled, 0));
    }

    @Property
    void shiftedToEndMovesFirstBytes(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(min = 1, max = 20) int count) {
        byte[] moved = new byte[8];
        int kept = Math.min(count, 8);
        System.arraycopy(bytes, 0, moved, 8 - kept, kept);
        assertThat(Swar.shiftedToEnd(Swar.word(bytes, 0), count)).isEqualTo(Swar.word(moved, 0));
    }

    @Property
    void beyondFirstMovesBytesAfterFirstEight(
            @ForAll @Size(40) byte[] bytes,
            @ForAll @IntRange(max = 8) int from,
            @ForAll @IntRange(max = 32) int length) {
        byte[] moved = new byte[8];
        int first = Math.max(8, length - 8);
        for (int i = first; i < length; i++) {
            moved[i - first] = bytes[from + i];
        }
        assertThat(Swar.beyondFirst(bytes, from, length)).isEqualTo(Swar.word(moved, 0));
    }

    /**
     * The texts repeat one letter, so their overlapping words are equal. Only the zeros distinguish texts of different
     * lengths.
     */
    @Test
    void twoWordsIdentifyShortTexts() {
        byte[] bytes = new byte[64];
        Arrays.fill(bytes, (byte) 'a');
        Set<List<Long>> words = new HashSet<>();
        for (int length = 1; length < 16; length++) {
            assertThat(words.add(twoWords(bytes, length))).isTrue();
        }
        for (int length = 16; length <= 40; length++) {
            assertThat(words).doesNotContain(twoWords(bytes, length));
        }
    }

    private static List<Long> twoWords(byte[] bytes, int length) {
        return List.of(Swar.shiftedToEnd(Swar.word(bytes, 0), length), Swar.beyondFirst(bytes, 0, length));
    }

    @Property
    void beforeFirstCutsAtMask(@ForAll @Size(8) byte[] bytes, @ForAll @IntRange(max = 8) int first) {
        byte[] cut = bytes.clone();
        Arrays.fill(cut, first, 8, (byte) 0);
        long mask = first < 8 ? 0x8000000000000080L << (8 * first) : 0;
        assertThat(Swar.beforeFirst(Swar.word(bytes, 0), mask)).isEqualTo(Swar.word(cut, 0));
    }

    @Property
    void asciiHasNoHighBits(@ForAll @Size(8) byte[] bytes) {
        long word = Swar.word(bytes, 0);
        assertThat(Swar.isAscii(word)).isEqualTo(mask(bytes, b -> b < 0) == 0);
        assertThat(Swar.highBits(word)).isEqualTo(mask(bytes, b -> b < 0));
    }

    @Test
    void broadcastFillsAllBytes() {
        assertThat(Swar.broadcast('/')).isEqualTo(0x2f2f2f2f2f2f2f2fL);
    }

    private interface Condition {
        boolean holds(byte value);
    }

    private static long mask(byte[] bytes, Condition condition) {
        long mask = 0;
        for (int i = 0; i < 8; i++) {
            if (condition.holds(bytes[i])) {
                mask |= 0x80L << (8 * i);
            }
        }
        return mask;
    }
}
