package dev.interlock.json;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import io.avaje.json.JsonDataException;
import io.avaje.json.stream.JsonStream;
import io.avaje.jsonb.Jsonb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests mistakes of avaje-jsonb's own reader. They are the reasons for {@link JsonScanner} (decision 8). */
class LaxerThanOursTest {
    private static void checkRefused(String text) {
        checkRefused(text.getBytes(UTF_8));
    }

    private static void checkRefused(byte[] text) {
        JsonScanner scanner = new JsonScanner();
        HttpException refusal = assertThrows(HttpException.class, () -> {
            scanner.wrap(text, 0, text.length);
            scanner.skip();
            scanner.end();
        });
        assertThat(refusal.status()).isEqualTo(400);
    }

    private static Object read(byte[] text) {
        return Jsonb.builder().build().type(Object.class).fromJson(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1,}", "[,1]", "\"a\tb\"", "nulx", "{} x"})
    void acceptsInvalidJson(String text) {
        read(text.getBytes(UTF_8));
        checkRefused(text);
    }

    @Test
    void acceptsInvalidUtf8() {
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0x80, '"'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        for (byte[] text : new byte[][] {overlong, surrogate}) {
            assertThat(read(text)).isInstanceOf(String.class);
            checkRefused(text);
        }
    }

    @Test
    void overflowsStack() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThrows(StackOverflowError.class, () -> read(deep.getBytes(UTF_8)));
        checkRefused(deep);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "1e"})
    void failsWithInternalErrors(String text) {
        assertThrows(IndexOutOfBoundsException.class, () -> read(text.getBytes(UTF_8)));
        checkRefused(text);
        byte[] cut = {'"', (byte) 0xff, '"'};
        assertThrows(IndexOutOfBoundsException.class, () -> read(cut));
        checkRefused(cut);
    }

    @Test
    void reportsNoLineAndColumn() {
        JsonDataException refusal = assertThrows(JsonDataException.class, () -> read("{\n\"a\"\n1}".getBytes(UTF_8)));
        assertThat(refusal).hasMessageThat().contains("at position: ");
        assertThat(refusal).hasMessageThat().doesNotContain("line");
        assertThat(refusal).hasMessageThat().doesNotContain("column");
    }

    @Test
    void cannotReadRangeOfArray() throws NoSuchMethodException {
        assertThat(JsonStream.class.getMethod("reader", byte[].class)).isNotNull();
        assertThrows(
                NoSuchMethodException.class,
                () -> JsonStream.class.getMethod("reader", byte[].class, int.class, int.class));
    }
}
