package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.http2.internal.error.ErrorCode;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of the server apply to streams, and not to connections. A rejected request ends only its stream. */
@Timeout(60)
final class AdmissionOverHttp2Test {
    private final TestRoutes routes = TestRoutes.of(Path.of("none"));

    private static void requireRejected(Response response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.fields).containsKey("retry-after");
    }

    private CompletableFuture<String> promise() throws InterruptedException {
        return Objects.requireNonNull(routes.promises.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void exchangesInFlightAreLimited() throws Exception {
        try (HttpServer server = Http2Servers.builder(routes)
                        .maxInFlight(2)
                        .protocol(Http2.protocol())
                        .start();
                FrameClient client = new FrameClient(server.port())) {
            int first = client.get("/promise");
            CompletableFuture<String> slow = promise();
            int second = client.get("/promise");
            CompletableFuture<String> reset = promise();
            requireRejected(client.response(client.get("/promise")));
            assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
            // The stream that its client resets gives its place to the next one.
            client.reset(second, ErrorCode.CANCEL.number());
            int third = client.get("/promise");
            promise().complete("third");
            assertThat(client.response(third).body()).isEqualTo("third");
            assertThat(reset.isCancelled()).isTrue();
            slow.complete("first");
            assertThat(client.response(first).body()).isEqualTo("first");
            assertThat(server.state().inFlight()).isEqualTo(0);
        }
    }

    @Test
    void streamedBodiesAreLimited() throws IOException, InterruptedException {
        try (HttpServer server = Http2Servers.builder(routes)
                        .maxStreams(1)
                        .protocol(Http2.protocol())
                        .start();
                FrameClient client = new FrameClient(server.port())) {
            int first = client.request("POST", "/take", false);
            CountDownLatch reader = Objects.requireNonNull(routes.readers.poll(20, TimeUnit.SECONDS));
            requireRejected(client.response(client.request("POST", "/take", false)));
            reader.countDown();
            client.data(first, new byte[7], true);
            assertThat(client.response(first).body()).isEqualTo("read 7");
        }
    }
}
