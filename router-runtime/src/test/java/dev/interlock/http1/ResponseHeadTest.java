package dev.interlock.http1;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.Protocol;
import dev.interlock.http.Response;
import org.junit.jupiter.api.Test;

final class ResponseHeadTest {
    private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

    private final Response response = new Response();

    @Test
    void hasStatusDateFieldsAndLength() {
        response.header("x-a", "b").body().append("hello");
        assertThat(head(Protocol.HTTP_1_1, true)).isEqualTo("HTTP/1.1 200 OK\r\n" + DATE + "x-a: b\r\nContent-Length: 5\r\n\r\n");
    }

    @Test
    void saysWhatBecomesOfTheConnection() {
        assertThat(head(Protocol.HTTP_1_1, true)).doesNotContain("Connection");
        assertThat(head(Protocol.HTTP_1_0, true)).contains("\r\nConnection: keep-alive\r\n");
        assertThat(head(Protocol.HTTP_1_0, false)).contains("\r\nConnection: close\r\n");
        assertThat(head(Protocol.HTTP_1_1, false)).contains("\r\nConnection: close\r\n");
    }

    @Test
    void hasNoLengthWhereThereIsNoContent() {
        response.body().append("dropped");
        response.status(204);
        assertThat(head(Protocol.HTTP_1_1, true)).isEqualTo("HTTP/1.1 204 No Content\r\n" + DATE + "\r\n");
        response.status(304);
        assertThat(head(Protocol.HTTP_1_1, true)).isEqualTo("HTTP/1.1 304 Not Modified\r\n" + DATE + "\r\n");
    }

    @Test
    void knowsWhichBodiesAreSent() {
        assertThat(ResponseHead.hasBody(200, false)).isTrue();
        assertThat(ResponseHead.hasBody(200, true)).isFalse();
        assertThat(ResponseHead.hasBody(204, false)).isFalse();
        assertThat(ResponseHead.hasBody(304, false)).isFalse();
        assertThat(ResponseHead.hasBody(404, false)).isTrue();
    }

    @Test
    void statusesAtTheEndsOfTheRangeHaveALine() {
        assertThat(response.status(599).status()).isEqualTo(599);
        assertThat(head(Protocol.HTTP_1_1, true)).startsWith("HTTP/1.1 599 ");
    }

    private String head(Protocol protocol, boolean persistent) {
        ByteWriter into = new ByteWriter(16);
        ResponseHead.append(into, response, new DateLine(), protocol, persistent);
        return into.toString();
    }
}
