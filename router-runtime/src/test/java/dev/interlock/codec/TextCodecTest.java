package dev.interlock.codec;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.RequestFixture;
import dev.interlock.http.Response;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCodecTest {
    private final Response response = new Response();

    @Test
    void readsUtf8() {
        assertThat(TextCodec.readString(request("text/plain", "h\u00e9llo"))).isEqualTo("h\u00e9llo");
        assertThat(TextCodec.readChars(request("text/plain", "hello")).toString())
                .isEqualTo("hello");
        assertThat(TextCodec.readChars(request("text/plain", "h\u00e9llo")).toString())
                .isEqualTo("h\u00e9llo");
        assertThat(TextCodec.readString(RequestFixture.get("/").begin())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=utf-8", "text/plain; charset=\"UTF-8\"", "text/plain;charset=US-ASCII"})
    void readsUtf8Charsets(String contentType) {
        assertThat(TextCodec.readString(request(contentType, "x"))).isEqualTo("x");
    }

    @Test
    void rejectsOtherCharsets() {
        HttpException e = assertThrows(
                HttpException.class, () -> TextCodec.readString(request("text/plain;charset=iso-8859-1", "x")));
        assertThat(e.status()).isEqualTo(415);
        assertThat(e.problem().detail()).isEqualTo("The charset of the body is not UTF-8.");
    }

    @Test
    void rejectsInvalidUtf8() {
        Request request = RequestFixture.request("POST", "/")
                .body(new byte[] {'a', (byte) 0xff})
                .begin();
        HttpException e = assertThrows(HttpException.class, () -> TextCodec.readChars(request));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).isEqualTo("The body is not UTF-8.");
    }

    @Test
    void writesEachType() {
        TextCodec.write(response, "h\u00e9 ");
        TextCodec.write(response, 1);
        TextCodec.write(response, -2L);
        TextCodec.write(response, 0.1f);
        TextCodec.write(response, 0.1);
        TextCodec.write(response, true);
        TextCodec.write(response, false);
        TextCodec.write(response, 'x');
        TextCodec.write(response, LocalDate.of(2026, 1, 31));
        assertThat(response.body().toString()).isEqualTo("h\u00e9 1-20.10.1truefalsex2026-01-31");
        assertThat(response.fields().toString()).isEqualTo("content-type: text/plain;charset=utf-8\r\n");
    }

    @Test
    void keepsTypeThatWasSet() {
        response.contentType("text/csv");
        TextCodec.write(response, "a,b");
        assertThat(response.fields().toString()).isEqualTo("content-type: text/csv\r\n");
    }

    private static Request request(String contentType, String body) {
        return RequestFixture.request("POST", "/")
                .header("Content-Type", contentType)
                .body(body)
                .begin();
    }
}
