package dev.interlock.tracing;

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
import dev.interlock.log.AccessLog;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.MdcScope;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes that the event loop of a real server allocates for requests that are not sampled. */
final class TracingAllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60_000;
    private static final int MEASURED = 20_000;
    private static final int ROUNDS = 5;
    private static final int PIPELINED = 16;
    /** Limit on the bytes for a request with a parent. docs/tracing.md states this number. */
    private static final int WITH_PARENT = 1024;

    private static ResourceLeakDetector.Level level;

    @TempDir
    private Path directory;

    /** Routes whose lookup allocates nothing. */
    private static final class Routes extends Router {
        private volatile SpanContext current = SpanContext.getInvalid();

        Routes() {
            super(TrailingSlash.STRICT, List.of(RouteInfo.of(0, "GET", "/hello", "t.T.hello")));
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return bytes[from + 1] == 'h' ? 0 : NOT_FOUND;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            current = Span.current().getSpanContext();
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

    // Leak detection must be off before the servers start, because buffers that exist by then would still be tracked.
    @BeforeAll
    static void switchLeakDetectionOff() {
        level = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
    }

    @AfterAll
    static void switchLeakDetectionOn() {
        ResourceLeakDetector.setLevel(level);
    }

    @Test
    void unsampledRequestsAllocateNothing() throws Exception {
        long bytes = measure("");
        assertWithMessage("bytes that %s requests allocate", MEASURED)
                .that(bytes)
                .isLessThan(MEASURED);
    }

    @Test
    void unsampledRequestsWithParentAllocateLittle() throws Exception {
        long bytes = measure("traceparent: " + Traced.UNSAMPLED + "\r\n");
        assertWithMessage("bytes that a request allocates")
                .that(bytes / MEASURED)
                .isIn(com.google.common.collect.Range.open(0L, (long) WITH_PARENT));
    }

    /** Returns the bytes that the event loop allocates for all measured requests together. */
    private long measure(String field) throws Exception {
        LoopThread thread = new LoopThread();
        Routes routes = new Routes();
        try (OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
                        .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                        .build();
                HttpServer server = HttpServer.builder(routes)
                        .overridable(false)
                        .handleSignals(false)
                        .host("127.0.0.1")
                        .port(0)
                        .eventLoopThreads(1)
                        .accessLog(AccessLog.json().withFile(directory.resolve("access.log")))
                        .listener(ServerMetrics.in(new PrometheusRegistry()))
                        .listener(new MdcScope())
                        .listener(Tracing.builder(telemetry)
                                .sampleRatio(0)
                                .logFields(true)
                                .build())
                        .listener(thread)
                        .start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            String request = "GET /hello HTTP/1.1\r\nHost: a\r\n" + field + "\r\n";
            exchange(socket, request, WARM_UP);
            long fewest = Long.MAX_VALUE;
            for (int i = 0; i < ROUNDS; i++) {
                long before = THREADS.getThreadAllocatedBytes(thread.id());
                exchange(socket, request, MEASURED);
                fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(thread.id()) - before);
            }
            assertThat(routes.current.isValid()).isTrue();
            assertThat(routes.current.isSampled()).isFalse();
            return fewest;
        }
    }

    private static void exchange(Socket socket, String request, int requests) throws IOException {
        byte[] batch = request.repeat(PIPELINED).getBytes(ISO_8859_1);
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
