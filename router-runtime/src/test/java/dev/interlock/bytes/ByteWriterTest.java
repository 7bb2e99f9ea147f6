package dev.interlock.bytes;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ByteWriterTest {
    @Property
    void writesTextLikeJdk(@ForAll String text) {
        assertThat(written(new ByteWriter(0).append(text))).isEqualTo(text.getBytes(UTF_8));
    }

    @Test
    void replacesUnpairedSurrogate() {
        for (String text : new String[] {"\uD83D", "\uDE00", "a\uD83Db", "\uD83D\uD83D\uDE00", "\uD83D\uDE00\uDE00"}) {
            assertThat(written(new ByteWriter(1).append(text))).isEqualTo(text.getBytes(UTF_8));
        }
    }

    @Property
    void writesEveryNumber(@ForAll long value) {
        assertThat(new ByteWriter(0).append(value).toString()).isEqualTo(Long.toString(value));
    }

    @Test
    void writesSmallestAndLargestNumbers() {
        for (long value : new long[] {0, 9, 10, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThat(new ByteWriter(0).append(value).toString()).isEqualTo(Long.toString(value));
        }
    }

    @Test
    void keepsContentWhenItGrows() {
        ByteWriter writer = new ByteWriter(2);
        writer.append((byte) 'a')
                .append(new byte[] {'b', 'c'})
                .append(Slice.of("def"))
                .append(new byte[100], 3, 4);
        assertThat(writer.toString()).isEqualTo("abcdef\0");
        assertThat(writer.length()).isEqualTo(7);
    }

    @Test
    void removesAndTruncates() {
        ByteWriter writer = new ByteWriter(8).append("abcdef");
        writer.remove(1, 3);
        assertThat(writer.toString()).isEqualTo("adef");
        writer.truncate(2);
        assertThat(writer.toString()).isEqualTo("ad");
        assertThrows(IndexOutOfBoundsException.class, () -> writer.truncate(3));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.remove(1, 3));
    }

    @Test
    void advancesOverBytesOfCaller() {
        ByteWriter writer = new ByteWriter(2).append("a");
        writer.array()[1] = 'b';
        writer.advance(2);
        assertThat(writer.toString()).isEqualTo("ab");
        assertThrows(IndexOutOfBoundsException.class, () -> writer.advance(3));
        assertThrows(IndexOutOfBoundsException.class, () -> writer.advance(-1));
    }

    @Test
    void extendsForCallerToFill() {
        ByteWriter writer = new ByteWriter(1).append("a");
        int start = writer.extend(2);
        writer.array()[start] = 'b';
        writer.array()[start + 1] = 'c';
        assertThat(writer.toString()).isEqualTo("abc");
    }

    @Test
    void clearKeepsOnlySmallArray() {
        ByteWriter writer = new ByteWriter(4).append("0123456789");
        byte[] grown = writer.array();
        writer.clear();
        assertThat(writer.isEmpty()).isTrue();
        assertThat(writer.array()).isSameInstanceAs(grown);
        writer.clear(4);
        assertThat(writer.array()).isEmpty();
        assertThat(writer.append("again").toString()).isEqualTo("again");
    }

    private static byte[] written(ByteWriter writer) {
        return Arrays.copyOf(writer.array(), writer.length());
    }
}
