package dev.interlock.internal.http1;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Protocol;
import dev.interlock.internal.message.DateLine;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.FieldSection;
import org.junit.jupiter.api.Test;

final class ResponseHeadTest {
    private static final String DATE = "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n";

    private final EncodedResponse response = new EncodedResponse();

    @Test
    void hasStatusDateFieldsAndLength() {
        response.header("x-a", "b").body().append("hello");
        assertThat(head(Protocol.HTTP_1_1, true))
                .isEqualTo("HTTP/1.1 200 OK\r\n" + DATE + "x-a: b\r\nContent-Length: 5\r\n\r\n");
    }

    @Test
    void statesPersistenceOfConnection() {
        assertThat(head(Protocol.HTTP_1_1, true)).doesNotContain("Connection");
        assertThat(head(Protocol.HTTP_1_0, true)).contains("\r\nConnection: keep-alive\r\n");
        assertThat(head(Protocol.HTTP_1_0, false)).contains("\r\nConnection: close\r\n");
        assertThat(head(Protocol.HTTP_1_1, false)).contains("\r\nConnection: close\r\n");
    }

    @Test
    void omitsLengthOfResponsesWithoutContent() {
        response.body().append("dropped");
        response.status(204);
        assertThat(head(Protocol.HTTP_1_1, true)).isEqualTo("HTTP/1.1 204 No Content\r\n" + DATE + "\r\n");
        response.status(304);
        assertThat(head(Protocol.HTTP_1_1, true)).isEqualTo("HTTP/1.1 304 Not Modified\r\n" + DATE + "\r\n");
    }

    @Test
    void knowsWhichBodiesAreSent() {
        assertThat(new EncodedResponse().status(200).hasBody(false)).isTrue();
        assertThat(new EncodedResponse().status(200).hasBody(true)).isFalse();
        assertThat(new EncodedResponse().status(204).hasBody(false)).isFalse();
        assertThat(new EncodedResponse().status(304).hasBody(false)).isFalse();
        assertThat(new EncodedResponse().status(404).hasBody(false)).isTrue();
    }

    @Test
    void encodesStatusesAtBoundsOfRange() {
        assertThat(response.status(599).status()).isEqualTo(599);
        assertThat(head(Protocol.HTTP_1_1, true)).startsWith("HTTP/1.1 599 ");
    }

    @Test
    void announcesTrailerFieldsInPlaceOfLength() {
        response.header("x-a", "b").body().append("hello");
        FieldSection trailers =
                new EncodedResponse().header("c", "1").header("D", "2").fields();
        ByteWriter into = new ByteWriter(16);
        ResponseHead.append(into, response, new DateLine(), Protocol.HTTP_1_1, true, trailers);
        assertThat(into.toString())
                .isEqualTo(
                        "HTTP/1.1 200 OK\r\n" + DATE + "x-a: b\r\nTransfer-Encoding: chunked\r\nTrailer: c, D\r\n\r\n");
        into.clear();
        ResponseHead.append(into, response, new DateLine(), Protocol.HTTP_1_1, true, FieldSection.EMPTY);
        assertThat(into.toString()).endsWith("x-a: b\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    @Test
    void interimResponseIsHeadWithoutDate() {
        ByteWriter into = new ByteWriter(0);
        ResponseHead.appendInterim(into, 100, FieldSection.EMPTY);
        ResponseHead.appendInterim(into, 103, response.header("link", "</a>").fields());
        ResponseHead.appendInterim(into, 199, FieldSection.EMPTY);
        assertThat(into.toString())
                .isEqualTo("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n"
                        + "HTTP/1.1 199 " + HttpStatus.phrase(199) + "\r\n\r\n");
    }

    private String head(Protocol protocol, boolean persistent) {
        ByteWriter into = new ByteWriter(16);
        ResponseHead.append(into, response, new DateLine(), protocol, persistent, null);
        return into.toString();
    }
}
