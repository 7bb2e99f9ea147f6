package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.agreement.RequestCorpus;
import dev.interlock.agreement.RequestCorpus.Sample;
import dev.interlock.agreement.SmugglingAttempts;
import dev.interlock.agreement.SmugglingAttempts.Attempt;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.internal.http1.Refusal;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import dev.interlock.server.RawClient;
import dev.interlock.server.TestRouter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Requests of HTTP/1.1 get the same responses by HTTP/2. The requests are the corpus of the engine, and known attempts
 * to smuggle a request. All of them use one connection of HTTP/2, and after each, another request must succeed.
 */
final class CorpusTest {
    /** Status of a request with a transfer coding, which HTTP/2 forbids (RFC 9113 section 8.2.2). */
    private static final int MALFORMED = 400;

    private final Executed executed = new Executed();
    private HttpServer server;
    private FrameClient client;
    private int stream = -1;

    /** Records the calls of its handlers. */
    private static final class Executed extends PlainRouter {
        private static final List<RouteInfo> ROUTES = List.of(
                RouteInfo.of(0, "POST", "/echo", "test.Handlers.echo").consumes("*/*"),
                RouteInfo.of(1, "GET", SmugglingAttempts.SMUGGLED, "test.Handlers.smuggled"),
                RouteInfo.of(2, "GET", "/hello", "test.Handlers.hello"));

        final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

        Executed() {
            super(TrailingSlash.STRICT, ROUTES);
        }

        @Override
        public void handle(int route, Request request, Response response) {
            calls.add(ROUTES.get(route).template());
            response.body().append(request.body());
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = Http2Servers.start(executed);
        client = new FrameClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void corpusGetsEqualResponses() throws IOException {
        List<String> onlyHttp1 = new ArrayList<>();
        try (HttpServer corpus = Http2Servers.start(new TestRouter());
                FrameClient frames = new FrameClient(corpus.port())) {
            for (Sample sample : RequestCorpus.all()) {
                TranslatedRequest request = TranslatedRequest.of(sample.text()).orElse(null);
                if (request == null) {
                    onlyHttp1.add(sample.name());
                    continue;
                }
                ComparedResponse first = byHttp1(corpus, sample);
                ComparedResponse second = ComparedResponse.of(send(frames, request));
                if (sample.outcome().equals(RequestCorpus.READ)) {
                    assertWithMessage("%s", sample).that(second).isEqualTo(first);
                } else {
                    assertWithMessage("%s", sample)
                            .that(second.status())
                            .isEqualTo(status(Refusal.valueOf(sample.outcome())));
                    assertThat(second.fields()).containsEntry("content-type", "application/problem+json");
                }
                assertSaysHello(sample.name(), frames);
            }
        }
        assertThat(onlyHttp1)
                .containsExactly(
                        "HTTP/1.0",
                        "HTTP/1.0 that stays",
                        "HTTP/1.0 with body",
                        "nine empty lines",
                        "HTTP/2",
                        "a bad chunk size",
                        "a huge chunk size",
                        "a chunk too short",
                        "a bad extension");
    }

    private static ComparedResponse byHttp1(HttpServer corpus, Sample sample) throws IOException {
        try (RawClient raw = new RawClient(corpus.port())) {
            raw.send(sample.text());
            return ComparedResponse.of(sample.text().contains("HEAD ") ? raw.responseToHead() : raw.response());
        }
    }

    /** Returns the status by HTTP/2. An unknown transfer coding is 501 by HTTP/1.1, but any coding is 400 by HTTP/2. */
    private static int status(Refusal refusal) {
        return refusal == Refusal.UNKNOWN_CODING ? MALFORMED : refusal.status();
    }

    @Test
    void smugglingAttemptsRunNoHandler() throws IOException {
        List<String> onlyHttp1 = new ArrayList<>();
        for (Attempt attempt : SmugglingAttempts.all()) {
            TranslatedRequest request = TranslatedRequest.of(attempt.wire()).orElse(null);
            if (request == null) {
                onlyHttp1.add(attempt.family().replaceAll(":.*", "") + ": " + attempt.refusal());
                continue;
            }
            FrameClient.Response response = send(client, request);
            assertWithMessage("%s as %s", attempt, request)
                    .that(response.status())
                    .isEqualTo(MALFORMED);
            assertWithMessage("%s", attempt).that(executed.calls).isEmpty();
            assertSaysHello(attempt.toString(), client);
            executed.calls.clear();
        }
        // HTTP/2 cannot express chunks, versions and names without a colon, and needs no Host field.
        assertThat(new TreeSet<>(onlyHttp1))
                .containsExactly(
                        "CL.TE, TE.CL: OLD_TRANSFER_ENCODING",
                        "TE.TE, the name: MALFORMED_NAME",
                        "chunk lines: BARE_CR",
                        "chunk lines: BARE_LF",
                        "chunk lines: MALFORMED_CHUNK_END",
                        "chunk lines: MALFORMED_EXTENSION",
                        "chunk sizes: LARGE_BODY",
                        "chunk sizes: LARGE_CHUNK_SIZE",
                        "chunk sizes: MALFORMED_CHUNK_SIZE",
                        "hosts: MISSING_HOST",
                        "lines: MALFORMED_NAME",
                        "request lines: MALFORMED_TARGET",
                        "request lines: UNSUPPORTED_VERSION");
        assertThat(SmugglingAttempts.all().size() - onlyHttp1.size()).isAtLeast(110);
    }

    /** Sends a request on the next stream. */
    private FrameClient.Response send(FrameClient to, TranslatedRequest request) throws IOException {
        stream += 2;
        String body = request.body();
        List<String> trailers = request.trailers();
        headers(to, request.fields(), body == null);
        if (body != null) {
            to.data(stream, body.getBytes(ISO_8859_1), trailers.isEmpty());
        }
        if (!trailers.isEmpty()) {
            headers(to, trailers, true);
        }
        return to.response(stream);
    }

    private void headers(FrameClient to, List<String> fields, boolean ends) throws IOException {
        byte[] block = Blocks.of(fields.toArray(String[]::new), 0);
        to.frame(FrameType.HEADERS, FrameClient.END_HEADERS | (ends ? FrameClient.END_STREAM : 0), stream, block);
    }

    /** Asserts that the connection still serves requests. */
    private void assertSaysHello(String after, FrameClient to) throws IOException {
        FrameClient.Response hello = send(
                to,
                new TranslatedRequest(
                        List.of(":method|GET", ":scheme|http", ":path|/hello", ":authority|a"), null, List.of()));
        assertWithMessage(after).that(hello.status()).isEqualTo(200);
    }
}
