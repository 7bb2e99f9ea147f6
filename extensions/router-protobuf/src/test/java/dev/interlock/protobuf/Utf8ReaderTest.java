package dev.interlock.protobuf;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.bytes.Slice;
import java.io.IOException;
import java.io.Reader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8ReaderTest {
    private static final String TEXT = "a\u00e9\u20ac\ud83d\ude00b\ud83d\ude01\ud83d\ude02\u0000\uffff";

    private static Utf8Reader reader(String text) {
        byte[] around = ("\u00e9" + text + "\u00e9").getBytes(UTF_8);
        return new Utf8Reader(new Slice().wrap(around, 2, around.length - 4));
    }

    /** Some of these sizes have space for only half of a surrogate pair. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 100})
    void readsIntoAnyRoom(int room) throws IOException {
        Reader reader = reader(TEXT);
        StringBuilder read = new StringBuilder();
        char[] into = new char[room + 2];
        for (int count = reader.read(into, 1, room); count >= 0; count = reader.read(into, 1, room)) {
            assertThat(count).isAtLeast(1);
            read.append(into, 1, count);
        }
        assertThat(read.toString()).isEqualTo(TEXT);
        assertThat(into[0] + into[room + 1]).isEqualTo(0);
        assertThat(reader.read(into, 1, room)).isEqualTo(-1);
    }

    @Test
    void readsNothingWithoutRoomOrText() throws IOException {
        assertThat(reader("a").read(new char[0], 0, 0)).isEqualTo(0);
        assertThat(reader("").read()).isEqualTo(-1);
        assertThrows(IndexOutOfBoundsException.class, () -> reader("a").read(new char[1], 1, 1));
    }
}
