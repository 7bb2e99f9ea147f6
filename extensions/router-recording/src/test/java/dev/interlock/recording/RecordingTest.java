package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.Unpooled;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records a real server, for each path that bodies take through it. */
final class RecordingTest extends RecordedServer {
    @Test
    void recordsRequestAndResponse() throws Exception {
        long before = System.currentTimeMillis();
        Recorded recorded = record(
                HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response.header("X-Shard", "7"), "hi")),
                options().service("shop", "42"),
                client -> {
                    client.send("GET /hello?page=2 HTTP/1.1\r\nHost: shop.test:8080\r\nAccept:  text/plain \r\n\r\n");
                    assertThat(client.response().body()).isEqualTo("hi");
                });
        assertThat(recorded.headers).hasSize(1);
        assertThat(recorded.headers.get(0).getService()).isEqualTo("shop");
        assertThat(recorded.headers.get(0).getBuild()).isEqualTo("42");
        RecordedExchange exchange = recorded.only();
        assertThat(exchange.getConnection()).isEqualTo(1);
        assertThat(exchange.getSequence()).isEqualTo(0);
        assertThat(exchange.getRoute()).isEqualTo("/hello");
        assertThat(exchange.getAborted()).isEmpty();
        assertThat(exchange.getRequest().getMethod()).isEqualTo("GET");
        assertThat(exchange.getRequest().getTarget().toStringUtf8()).isEqualTo("/hello?page=2");
        assertThat(exchange.getRequest().getScheme()).isEqualTo("http");
        assertThat(exchange.getRequest().getAuthority()).isEqualTo("shop.test:8080");
        assertThat(exchange.getRequest().getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(Recorded.field(exchange.getRequest().getFieldsList(), "accept"))
                .isEqualTo("text/plain");
        assertThat(exchange.getRequest().hasBody()).isFalse();
        assertThat(exchange.getResponse().getStatus()).isEqualTo(200);
        assertThat(Recorded.field(exchange.getResponse().getFieldsList(), "X-Shard"))
                .isEqualTo("7");
        assertThat(text(exchange.getResponse().getBody())).isEqualTo("hi");
        assertThat(exchange.getResponse().getBody().getLength()).isEqualTo(2);
        assertThat(exchange.getResponse().getBody().getDigest().isEmpty()).isTrue();
        assertThat(exchange.getResponse().getLastByteNanos())
                .isAtLeast(exchange.getResponse().getFirstByteNanos());
        long arrived = exchange.getArrivedUnixNanos() / 1_000_000;
        assertThat(arrived).isAtLeast(before - 1);
        assertThat(arrived).isAtMost(System.currentTimeMillis() + 1);
    }

    @Test
    void recordsBodyThatArrivesInPieces() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .post(
                                "/echo",
                                (request, response) -> Results.writeText(
                                        response, String.valueOf(request.body().length())),
                                RecordedServer::reading),
                options(),
                client -> {
                    client.send(
                            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 200000\r\n\r\n");
                    client.send(LARGE.substring(0, 70_000)).send(LARGE.substring(70_000));
                    assertThat(client.response().body()).isEqualTo("200000");
                    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n");
                    client.send("Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
                    client.send("2\r\nde\r\n0\r\n\r\n");
                    assertThat(client.response().body()).isEqualTo("5");
                    client.send(
                            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nxyz");
                    assertThat(client.response().body()).isEqualTo("3");
                });
        assertThat(recorded.exchanges).hasSize(3);
        assertThat(text(recorded.exchanges.get(0).getRequest().getBody())).isEqualTo(LARGE);
        assertThat(text(recorded.exchanges.get(1).getRequest().getBody())).isEqualTo("abcde");
        assertThat(text(recorded.exchanges.get(2).getRequest().getBody())).isEqualTo("xyz");
        assertThat(recorded.exchanges.get(2).getSequence()).isEqualTo(2);
        for (RecordedExchange each : recorded.exchanges) {
            assertThat(each.getRequest().getBody().getIsCut()).isFalse();
        }
    }

    @Test
    void recordsStreamedAndStoredBodies() throws Exception {
        HandlerRouter.Handler count = (request, response) -> {
            try (InputStream body = request.streamedBody().inputStream()) {
                Results.writeText(response, String.valueOf(body.readAllBytes().length));
            }
        };
        Recorded recorded = record(
                HandlerRouter.with()
                        .post(
                                "/pour",
                                count,
                                it -> reading(it).execution(Execution.BLOCKING).streamedBody(true))
                        .post(
                                "/store",
                                count,
                                it -> reading(it)
                                        .execution(Execution.BLOCKING)
                                        .streamedBody(true)
                                        .storedBody(true)),
                options(),
                client -> {
                    for (String path : List.of("/pour", "/store")) {
                        client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n"
                                + "Content-Length: 200000\r\n\r\n");
                        client.send(LARGE);
                        assertThat(client.response().body()).isEqualTo("200000");
                    }
                });
        assertThat(text(recorded.exchanges.get(0).getRequest().getBody())).isEqualTo(LARGE);
        assertThat(text(recorded.exchanges.get(1).getRequest().getBody())).isEqualTo(LARGE);
    }

    @Test
    void recordsBuffersStreamsAndEvents() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .get(
                                "/buffer",
                                (request, response) -> response.contentType("text/plain")
                                        .buffer(Unpooled.directBuffer().writeBytes(LARGE.getBytes(ISO_8859_1))))
                        .route(
                                "GET",
                                "/stream",
                                (request, response) ->
                                        response.contentType("text/plain").stream(parts("one,", "two,", "three")),
                                it -> it.execution(Execution.ASYNCHRONOUS))
                        .route(
                                "GET",
                                "/events",
                                (request, response) -> response.contentType("text/event-stream").stream(
                                        parts("data: {\"n\":1}\n\n", "data: {\"token\":\"abc123secret\"}\n\n")),
                                it -> it.execution(Execution.ASYNCHRONOUS)),
                options(),
                client -> {
                    assertThat(client.get("/buffer").response().body()).isEqualTo(LARGE);
                    assertThat(client.get("/stream").response().body()).isEqualTo("one,two,three");
                    assertThat(client.get("/events").response().body()).contains("abc123secret");
                });
        assertThat(text(recorded.exchanges.get(0).getResponse().getBody())).isEqualTo(LARGE);
        assertThat(text(recorded.exchanges.get(1).getResponse().getBody())).isEqualTo("one,two,three");
        String events = text(recorded.exchanges.get(2).getResponse().getBody());
        assertThat(events).startsWith("data: {\"n\":1}\n\ndata: {\"token\":\"~");
        assertThat(events).doesNotContain("abc123secret");
    }

    @Test
    void recordsResponsesWithoutBody() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .get("/none", (request, response) -> response.status(204))
                        .get(
                                "/same",
                                (request, response) -> response.status(304).header("ETag", "\"1\"")),
                options(),
                client -> {
                    client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
                    assertThat(client.responseToHead().status()).isEqualTo(200);
                    assertThat(client.get("/none").response().status()).isEqualTo(204);
                    assertThat(client.get("/same").responseToHead().status()).isEqualTo(304);
                });
        assertThat(recorded.exchanges).hasSize(3);
        for (RecordedExchange each : recorded.exchanges) {
            assertThat(each.getResponse().hasBody()).isFalse();
        }
        assertThat(recorded.exchanges.get(2).getResponse().getStatus()).isEqualTo(304);
        assertThat(Recorded.field(recorded.exchanges.get(2).getResponse().getFieldsList(), "ETag"))
                .isEqualTo("\"1\"");
    }

    @Test
    void recordsEmptyAndMissingBodies() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .post(
                                "/echo",
                                (request, response) -> Results.writeText(response, "hello"),
                                RecordedServer::reading),
                options(),
                client -> {
                    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
                            .response();
                    client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n");
                    client.send("Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n").response();
                    client.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nab");
                    assertThat(client.response().status()).isEqualTo(404);
                });
        assertThat(recorded.exchanges.get(0).getRequest().hasBody()).isFalse();
        assertThat(recorded.exchanges.get(1).getRequest().hasBody()).isFalse();
        assertThat(recorded.exchanges.get(2).getRequest().getBody().getIsCut()).isTrue();
    }

    @Test
    void recordsRejections() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with().get("/hello", (request, response) -> Results.writeText(response, "hello")),
                options(),
                client -> {
                    assertThat(client.get("/nowhere").response().status()).isEqualTo(404);
                    client.send("GET /hello HTTP/1.1\r\nHost: a\r\nBroken\r\n\r\n");
                    assertThat(client.response().status()).isEqualTo(400);
                });
        RecordedExchange unknown = recorded.exchanges.get(0);
        assertThat(unknown.getRoute()).isEmpty();
        assertThat(unknown.getRequest().getTarget().toStringUtf8()).isEqualTo("/nowhere");
        assertThat(text(unknown.getResponse().getBody())).contains("\"status\":404");
        RecordedExchange malformed = recorded.exchanges.get(1);
        assertThat(malformed.hasRequest()).isFalse();
        assertThat(malformed.getResponse().getStatus()).isEqualTo(400);
        assertThat(text(malformed.getResponse().getBody())).contains("\"status\":400");
    }
}
