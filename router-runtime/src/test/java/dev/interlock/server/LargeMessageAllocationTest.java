package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.generated.scope.RequestKey;
import dev.interlock.generated.scope.RequestScoped;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After the first body of a megabyte, receiving and reading further ones allocates no memory. */
@Timeout(120)
final class LargeMessageAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int BODY_BYTES = 1_000_000;
    private static final int WARM_UP = 1_500;
    private static final int MEASURED = 100;
    private static final int ROUNDS = 5;

    /** Reads bodies into words, as the decoder of a view does. */
    private static final class Words implements RequestScoped {
        private static final RequestKey<Words> KEY = RequestKey.of(Words::new);

        private long[] words = new long[16];

        long sum(Request request) {
            int count = request.body().length() / 2;
            if (count > words.length) {
                words = new long[count];
            }
            long sum = 0;
            for (int i = 0; i < count; i++) {
                words[i] = request.body().array()[request.body().offset() + 2 * i];
                sum += words[i];
            }
            return sum;
        }

        @Override
        public void endOfRequest(int retainedBytes) {
            if (retainedBytes() > retainedBytes) {
                words = new long[16];
            }
        }

        @Override
        public int retainedBytes() {
            return words.length * Long.BYTES;
        }
    }

    private static final class Routes extends Router {
        private volatile Thread loop = Thread.currentThread();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "POST", "/sum", "t.T.sum")
                            .consumes("*/*")
                            .maxBody(BODY_BYTES)));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return 0;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (loop != Thread.currentThread()) {
                loop = Thread.currentThread();
            }
            Results.writeText(response, request.scoped(Words.KEY).sum(request));
        }
    }

    @Test
    void requestsAllocateNothing() throws IOException {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // Switched off before the server starts, because buffers that exist before would still be tracked.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        Routes routes = new Routes();
        HttpServer server = HttpServer.builder(routes)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        try (RawClient client = new RawClient(server.port())) {
            byte[] request = ("POST /sum HTTP/1.1\r\nHost: a\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n"
                            + "\1".repeat(BODY_BYTES))
                    .getBytes(ISO_8859_1);
            exchange(client, request, WARM_UP);
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getThreadAllocatedBytes(routes.loop.getId());
                exchange(client, request, MEASURED);
                fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(routes.loop.getId()) - before);
            }
            assertThat(routes.loop.getName()).startsWith("interlock");
            assertWithMessage("bytes that %s requests allocate", MEASURED)
                    .that(fewest)
                    .isLessThan(MEASURED);
        } finally {
            ResourceLeakDetector.setLevel(level);
            server.close();
        }
    }

    private static void exchange(RawClient client, byte[] request, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            assertThat(client.send(request).response().body()).isEqualTo(String.valueOf(BODY_BYTES / 2));
        }
    }
}
