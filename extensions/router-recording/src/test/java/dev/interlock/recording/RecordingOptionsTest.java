package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.replay.recorded.Body;
import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.ServerBuilder;
import dev.interlock.server.StartException;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Recording options: which exchanges and bytes the recorder keeps, and what happens beyond the limits. */
final class RecordingOptionsTest extends RecordedServer {
    @Test
    void cutsLargeBodies() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .post(
                                "/echo",
                                (request, response) -> response.contentType("text/plain")
                                        .body()
                                        .append(request.body().toByteArray()),
                                RecordedServer::reading)
                        .post(
                                "/digest",
                                (request, response) -> Results.writeText(response, "ok"),
                                RecordedServer::reading),
                options().bodyLimit(10).digestOnly(route -> route.template().equals("/digest")),
                client -> {
                    client.send(
                            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 26\r\n\r\n"
                                    + "abcdefghijklmnopqrstuvwxyz");
                    client.response();
                    client.send(
                            "POST /digest HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 26\r\n\r\n"
                                    + "abcdefghijklmnopqrstuvwxyz");
                    client.response();
                    client.send(
                            "POST /digest HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nabc");
                    client.response();
                });
        Body request = recorded.exchanges.get(0).getRequest().getBody();
        Body response = recorded.exchanges.get(0).getResponse().getBody();
        Body digestOnly = recorded.exchanges.get(1).getRequest().getBody();
        Body shortDigest = recorded.exchanges.get(2).getRequest().getBody();
        assertThat(text(request)).isEqualTo("abcdefghij");
        assertThat(request.getLength()).isEqualTo(26);
        assertThat(request.getIsCut()).isTrue();
        assertThat(request.getDigest().size()).isEqualTo(32);
        assertThat(response).isEqualTo(request);
        assertThat(text(digestOnly)).isEmpty();
        assertThat(digestOnly.getDigest()).isEqualTo(request.getDigest());
        assertThat(text(shortDigest)).isEmpty();
        assertThat(shortDigest.getLength()).isEqualTo(3);
        assertThat(shortDigest.getIsCut()).isFalse();
        assertThat(shortDigest.getDigest().size()).isEqualTo(32);
        assertThat(shortDigest.getDigest()).isNotEqualTo(request.getDigest());
    }

    @Test
    void recordsErrorsOfUnsampledRequests() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .get("/all", (request, response) -> Results.writeText(response, "all"))
                        .get("/fail", (request, response) -> {
                            throw new IllegalStateException("on purpose");
                        }),
                options().rate(0).rates(route -> route.template().equals("/all") ? 1 : -1),
                client -> {
                    client.get("/hello").response();
                    client.get("/fail").response();
                    client.get("/all").response();
                    client.get("/hello").response();
                });
        assertThat(recorded.exchanges.stream().map(RecordedExchange::getRoute).toList())
                .containsExactly("/fail", "/all")
                .inOrder();
        assertThat(recorded.exchanges.get(0).getSequence()).isEqualTo(1);
    }

    @Test
    void recordsARandomShare() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with().get("/hello", (request, response) -> Results.writeText(response, "hello")),
                options().rate(0.25),
                client -> {
                    for (int i = 0; i < 40; i++) {
                        client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".repeat(100));
                        for (int j = 0; j < 100; j++) {
                            assertThat(client.response().status()).isEqualTo(200);
                        }
                    }
                });
        // A binomial count of 4,000 is outside of these bounds with a probability of 6e-11.
        assertThat(recorded.exchanges.size()).isAtLeast(820);
        assertThat(recorded.exchanges.size()).isAtMost(1180);
        List<Long> sequences =
                recorded.exchanges.stream().map(RecordedExchange::getSequence).toList();
        assertThat(sequences).isInStrictOrder();
        assertThat(sequences.get(sequences.size() - 1)).isLessThan(4_000);
    }

    @Test
    void equalKeyFilesGiveEqualPseudonyms() throws Exception {
        Path key = Files.write(directory.resolve("key"), new byte[32]);
        Path other = Files.write(directory.resolve("other"), "another key, of 32 bytes in total".getBytes(ISO_8859_1));
        List<String> first = pseudonyms("/first", options().pseudonymKeyFile(key));

        assertThat(pseudonyms("/second", options().pseudonymKeyFile(key))).isEqualTo(first);
        assertThat(pseudonyms("/third", options().pseudonymKeyFile(other))).containsNoneIn(first);
        assertThat(pseudonyms("/fourth", options())).containsNoneIn(first);
    }

    /** Records one exchange. Returns the pseudonyms of a text and of a number, and the digest of the response body. */
    private List<String> pseudonyms(String path, RecordingBuilder options) throws Exception {
        Recorded recorded = record(
                HandlerRouter.with().get(path, (request, response) -> Results.writeText(response, "hello")),
                options.digestOnly(route -> true),
                client -> client.get(path + "?token=abcdef&code=99887766").response());
        RecordedExchange exchange = recorded.exchanges.stream()
                .filter(each -> each.getRoute().equals(path))
                .findFirst()
                .orElseThrow();
        Matcher values = Pattern.compile(path + "\\?token=(~[\\w-]{22})&code=(\\d{8})")
                .matcher(exchange.getRequest().getTarget().toStringUtf8());
        assertThat(values.matches()).isTrue();
        ByteString digest = exchange.getResponse().getBody().getDigest();
        assertThat(digest.size()).isEqualTo(32);
        return List.of(values.group(1), values.group(2), digest.toString(ISO_8859_1));
    }

    @Test
    void recordsTimeOutsAndAborts() throws Exception {
        SubmissionPublisher<ByteBuf> endless = new SubmissionPublisher<>();
        Recorded recorded = record(
                HandlerRouter.with()
                        .route(
                                "GET",
                                "/late",
                                (request, response) -> response.await(new CompletableFuture<>()),
                                it -> it.execution(Execution.ASYNCHRONOUS).timeout(Duration.ofMillis(20)))
                        .route(
                                "GET",
                                "/endless",
                                (request, response) -> {
                                    response.contentType("text/event-stream").stream(endless);
                                },
                                it -> it.execution(Execution.ASYNCHRONOUS).timeout(Duration.ZERO)),
                options().rate(0),
                client -> {
                    assertThat(client.get("/late").response().status()).isEqualTo(503);
                    client.get("/endless");
                    while (endless.getNumberOfSubscribers() == 0) {
                        Thread.onSpinWait();
                    }
                    endless.submit(Unpooled.copiedBuffer("data: 1\n\n", ISO_8859_1));
                    client.readUntil("data: 1");
                });
        RecordedExchange late = recorded.exchanges.get(0);
        assertThat(late.getTimedOut()).isTrue();
        assertThat(late.getResponse().getStatus()).isEqualTo(503);
        RecordedExchange aborted = recorded.exchanges.get(1);
        assertThat(aborted.getAborted()).isAnyOf("client_left", "shut_down");
        assertThat(text(aborted.getResponse().getBody())).isEqualTo("data: 1\n\n");
        assertThat(aborted.getResponse().getBody().getIsCut()).isTrue();
    }

    @Test
    void dropsExchangesBeyondTheMemory() throws Exception {
        Recording recording =
                options().bodyLimit(512 * 1024).captureMemory(64 * 1024).build();
        try (HttpServer server = HttpServer.builder(HandlerRouter.with()
                        .get("/large", (request, response) -> Results.writeText(response, LARGE))
                        .get("/small", (request, response) -> Results.writeText(response, "small"))
                        .router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .listener(recording)
                .start()) {
            try (RawClient client = new RawClient(server.port())) {
                client.get("/large").response();
                client.get("/small").response();
            }
        }
        assertThat(Recorded.in(directory.resolve("recording")).only().getRoute())
                .isEqualTo("/small");
        assertThat(recording.dropped()).isEqualTo(1);
        assertThat(recording.recorded()).isEqualTo(1);
    }

    @Test
    void servesWithoutDirectory() throws Exception {
        Path segments = directory.resolve("recording");
        Recording recording = options()
                .segments(256 * 1024, Duration.ofMinutes(1))
                .totalBytes(1 << 20)
                .build();
        try (HttpServer server = HttpServer.builder(HandlerRouter.with()
                        .get("/large", (request, response) -> Results.writeText(response, LARGE))
                        .router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .listener(recording)
                .start()) {
            try (RawClient client = new RawClient(server.port())) {
                while (recording.recorded() == 0) {
                    assertThat(client.get("/large").response().status()).isEqualTo(200);
                }
                for (Path each : Recorded.files(segments)) {
                    Files.delete(each);
                }
                Files.delete(segments);
                while (recording.dropped() == 0) {
                    assertThat(client.get("/large").response().status()).isEqualTo(200);
                }
                assertThat(client.get("/large").response().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void rejectsUnusableDirectory() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "in the way");
        Recording recording = Recording.to(file).build();
        ServerBuilder builder = HttpServer.builder(HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .listener(recording);
        String message = assertThrows(StartException.class, builder::start).getMessage();
        assertThat(message).startsWith("The recording cannot be written to " + file + " (");
        assertThat(message).endsWith("). Tip: name a directory that the service may write to");
    }

    @Test
    void rejectsContradictingOptions() {
        assertThat(assertThrows(
                        IllegalArgumentException.class,
                        () -> options().ring(64 * 1024).build()))
                .hasMessageThat()
                .isEqualTo("The limit on bodies is 524288 bytes, which is more than an eighth of the ring."
                        + " Tip: ring(4194304)");
        assertThat(assertThrows(
                        IllegalArgumentException.class,
                        () -> options().totalBytes(1000).build()))
                .hasMessageThat()
                .contains("must allow two segments");
        assertThrows(IllegalArgumentException.class, () -> options().rate(1.5));
        assertThrows(IllegalArgumentException.class, () -> options().pseudonymKey(new byte[8]));
        assertThrows(IllegalArgumentException.class, () -> options().name("../up"));
        assertThrows(IllegalArgumentException.class, () -> Redaction.standard().withPointers("a/b"));
    }

    @Test
    void hidesSecretsOfTargets() throws Exception {
        Recorded recorded = record(
                HandlerRouter.with().get("/hello", (request, response) -> Results.writeText(response, "hello")),
                options().redaction(Redaction.standard().withNames("email")),
                client -> {
                    client.get("/hello?email=ann%40shop.test&page=2&Token=abc&code=99887766")
                            .response();
                });
        assertThat(recorded.only().getRequest().getTarget().toStringUtf8())
                .matches("/hello\\?email=~[\\w-]{22}@redacted\\.invalid&page=2&Token=~[\\w-]{22}&code=\\d{8}");
    }
}
