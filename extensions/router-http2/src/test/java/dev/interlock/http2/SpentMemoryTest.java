package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http2.FrameClient.Response;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Responses that must wait for a window while the memory budget is spent. */
@Timeout(60)
final class SpentMemoryTest implements ExchangeListener {
    private static final int MEMORY = 512 << 10;

    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private final BlockingQueue<Integer> statuses = new LinkedBlockingQueue<>();
    private HttpServer server;
    private FrameClient client;

    @BeforeEach
    void connect() throws IOException {
        server = Http2Servers.builder(routes)
                .connectionMemory(MEMORY)
                .listener(this)
                .protocol(Http2.protocol())
                .start();
        client = new FrameClient(server.port()).keepWindows();
    }

    @AfterEach
    void close() throws IOException {
        client.leave();
        server.close();
    }

    @Override
    public void responseBegun(ObservedExchange exchange) {
        statuses.add(exchange.status());
    }

    private CompletableFuture<String> promise() throws InterruptedException {
        return Objects.requireNonNull(routes.promises.poll(20, TimeUnit.SECONDS));
    }

    private void requireRejected(int stream) throws Exception {
        Response response = client.response(stream);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.fields).containsEntry("retry-after", "1");
        assertThat(response.body()).contains("no memory left");
        assertThat(statuses.poll(20, TimeUnit.SECONDS)).isEqualTo(503);
        assertThat(statuses).isEmpty();
    }

    @Test
    void responseOfEventLoopIsReplaced() throws Exception {
        requireRejected(client.get("/large"));
        // The connection stays open, and no memory stays reserved.
        assertThat(client.response(client.get("/hello")).body()).isEqualTo("hello");
        assertThat(server.state().connectionDirectBytes()).isLessThan(100_000L);
    }

    @Test
    void responseToHeadNeedsNoMemory() throws Exception {
        Response response = client.response(client.request("HEAD", "/large", true));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.fields).containsEntry("content-length", String.valueOf(TestRoutes.LARGE_BYTES));
    }

    /** Four responses to another client hold more than half of the memory budget. */
    @Test
    void responseOfStageIsReplaced() throws Exception {
        try (FrameClient other = new FrameClient(server.port()).keepWindows()) {
            int[] waiting = new int[4];
            for (int i = 0; i < waiting.length; i++) {
                waiting[i] = other.get("/buffer");
                assertThat(statuses.poll(20, TimeUnit.SECONDS)).isEqualTo(200);
            }
            int stream = client.get("/promise");
            promise().complete("x".repeat(250_000));
            requireRejected(stream);
            other.windowUpdate(0, 1 << 20);
            for (int each : waiting) {
                other.windowUpdate(each, 1 << 20);
                assertThat(other.response(each).bytes.size()).isEqualTo(100_000);
            }
        }
    }
}
