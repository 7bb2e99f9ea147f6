package dev.interlock.generated.codec;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.HttpException;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextBodiesTest {
    private final EncodedResponse response = new EncodedResponse();

    @Test
    void readsUtf8() {
        assertThat(Bodies.readString(request("text/plain", "h\u00e9llo"))).isEqualTo("h\u00e9llo");
        assertThat(Bodies.readChars(request("text/plain", "hello")).toString()).isEqualTo("hello");
        assertThat(Bodies.readChars(request("text/plain", "h\u00e9llo")).toString())
                .isEqualTo("h\u00e9llo");
        assertThat(Bodies.readString(RequestFixture.get("/").begin())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain;charset=utf-8", "text/plain; charset=\"UTF-8\"", "text/plain;charset=US-ASCII"})
    void readsUtf8Charsets(String contentType) {
        assertThat(Bodies.readString(request(contentType, "x"))).isEqualTo("x");
    }

    @Test
    void rejectsOtherCharsets() {
        HttpException e = assertThrows(
                HttpException.class, () -> Bodies.readString(request("text/plain;charset=iso-8859-1", "x")));
        assertThat(e.status()).isEqualTo(415);
        assertThat(e.problem().detail()).isEqualTo("The charset of the body is not UTF-8.");
    }

    @Test
    void rejectsInvalidUtf8() {
        ReceivedRequest request = RequestFixture.request("POST", "/")
                .body(new byte[] {'a', (byte) 0xff})
                .begin();
        HttpException e = assertThrows(HttpException.class, () -> Bodies.readChars(request));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.problem().detail()).isEqualTo("The body is not UTF-8.");
    }

    @Test
    void writesEachType() {
        Results.writeText(response, "h\u00e9 ");
        Results.writeText(response, 1);
        Results.writeText(response, -2L);
        Results.writeText(response, 0.1f);
        Results.writeText(response, 0.1);
        Results.writeText(response, true);
        Results.writeText(response, false);
        Results.writeText(response, 'x');
        Results.writeText(response, LocalDate.of(2026, 1, 31));
        assertThat(response.body().toString()).isEqualTo("h\u00e9 1-20.10.1truefalsex2026-01-31");
        assertThat(response.fields().toString()).isEqualTo("content-type: text/plain;charset=utf-8\r\n");
    }

    @Test
    void keepsTypeThatWasSet() {
        response.contentType("text/csv");
        Results.writeText(response, "a,b");
        assertThat(response.fields().toString()).isEqualTo("content-type: text/csv\r\n");
    }

    private static ReceivedRequest request(String contentType, String body) {
        return RequestFixture.request("POST", "/")
                .header("Content-Type", contentType)
                .body(body)
                .begin();
    }
}
