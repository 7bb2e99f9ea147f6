package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With metrics, the event loop of a real server allocates less than a byte for each request. */
final class MetricsAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;
    private static final int ROUNDS = 5;
    private static final int PIPELINED = 16;
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n"
            + "Traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0";
    /** Two requests: one whose trace the client has not sampled, and one whose trace it has sampled. */
    private static final String REQUESTS = REQUEST + "0\r\n\r\n" + REQUEST + "1\r\n\r\n";

    /** Routes whose lookup allocates nothing. */
    private static final class Routes extends Router {
        Routes() {
            super(TrailingSlash.STRICT, List.of(RouteInfo.of(0, "GET", "/hello", "t.T.hello")));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return bytes[from + 1] == 'h' ? 0 : NOT_FOUND;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            Results.writeText(response, "hello");
        }
    }

    /** Remembers the thread of the event loop. */
    private static final class LoopThread implements ExchangeListener {
        private volatile Thread loop = Thread.currentThread();

        @Override
        public void connectionOpened(ObservedConnection connection) {
            loop = Thread.currentThread();
        }

        long id() {
            return loop.getId();
        }
    }

    @Test
    void requestsAllocateNothing() throws Exception {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // Leak detection must be off before the server starts, because buffers that exist by then would still be
        // tracked.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        LoopThread thread = new LoopThread();
        PrometheusRegistry registry = new PrometheusRegistry();
        try (HttpServer server = HttpServer.builder(new Routes())
                        .overridable(false)
                        .handleSignals(false)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .listener(ServerMetrics.in(registry))
                        .listener(thread)
                        .start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            exchange(socket, WARM_UP);
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getThreadAllocatedBytes(thread.id());
                exchange(socket, MEASURED);
                fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(thread.id()) - before);
            }
            assertWithMessage("bytes that %s requests allocate", MEASURED)
                    .that(fewest)
                    .isLessThan(MEASURED);
            // The loop has recorded all earlier responses before it reads another request.
            exchange(socket, PIPELINED);
            double recorded = registry.scrape().stream()
                    .filter(metric -> metric.getMetadata().getName().equals("http_server_request_size_bytes"))
                    .flatMap(metric -> metric.getDataPoints().stream())
                    .filter(point -> "/hello".equals(point.getLabels().get("http_route")))
                    .mapToDouble(point -> ((HistogramDataPointSnapshot) point).getCount())
                    .sum();
            assertThat(recorded).isAtLeast(WARM_UP + ROUNDS * MEASURED);
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private static void exchange(Socket socket, int requests) throws IOException {
        byte[] batch = REQUESTS.repeat(PIPELINED / 2).getBytes(ISO_8859_1);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] responses = null;
        for (int i = 0; i < requests; i += PIPELINED) {
            socket.getOutputStream().write(batch);
            if (responses == null) {
                responses = new byte[PIPELINED * length(in)];
                in.readFully(responses, 0, responses.length / PIPELINED * (PIPELINED - 1));
            } else {
                in.readFully(responses);
            }
        }
    }

    /** Reads one response, and returns its length. */
    private static int length(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\nhello") < 0) {
            text.append((char) in.readUnsignedByte());
        }
        return text.length();
    }
}
