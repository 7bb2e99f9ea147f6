package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.sun.management.ThreadMXBean;
import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.function.UnaryOperator;

/** Measures the bytes that the event loop of a real server allocates for requests over a socket. */
public final class LoopAllocation {
    /** Number of requests of one measurement. */
    public static final int MEASURED = 20_000;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 60_000;
    private static final int ROUNDS = 5;
    private static final int PIPELINED = 16;

    /** Least number of requests that listeners have seen after a measurement. */
    public static final int ALL = WARM_UP + ROUNDS * MEASURED;

    private LoopAllocation() {}

    /** Routes whose lookup allocates nothing. */
    private static final class Routes extends Router {
        /** Number of the method POST. */
        private final int post = method("POST".getBytes(ISO_8859_1), 0, 4);

        private final Runnable code;
        private volatile Thread loop = Thread.currentThread();

        Routes(Runnable code) {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/hello", "t.T.hello"),
                            RouteInfo.of(1, "POST", "/hello", "t.T.post").consumes("text/plain")));
            this.code = code;
        }

        @Override
        public int match(int method, byte[] bytes, int from, int to, RequestPath path) {
            return bytes[from + 1] != 'h' ? NOT_FOUND : method == post ? 1 : 0;
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (loop != Thread.currentThread()) {
                loop = Thread.currentThread();
            }
            code.run();
            Results.writeText(response, "hello");
        }
    }

    /**
     * Sends requests {@code GET /hello}, and returns the bytes that the loop allocates for {@link #MEASURED} of them:
     * the least of several measurements.
     *
     * @param options sets listeners, for example
     * @param code code that the handler calls
     * @param fields header fields of the first request, of the second one and so on; 1, 2, 4, 8 or 16 texts, each field
     *     with its line end
     */
    public static long measure(UnaryOperator<ServerBuilder> options, Runnable code, String... fields)
            throws IOException {
        String[] requests = new String[fields.length];
        for (int i = 0; i < fields.length; i++) {
            requests[i] = "GET /hello HTTP/1.1\r\nHost: a\r\n" + fields[i] + "\r\n";
        }
        return measureRequests(options, code, requests);
    }

    /**
     * Sends other requests than {@link #measure}.
     *
     * @param requests {@code GET} or {@code POST} requests to {@code /hello}; 1, 2, 4, 8 or 16 texts. Bodies have the
     *     type {@code text/plain}
     */
    public static long measureRequests(UnaryOperator<ServerBuilder> options, Runnable code, String... requests)
            throws IOException {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // Leak detection must be off before the server starts. Otherwise, buffers that exist by then are still tracked.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        Routes routes = new Routes(code);
        ServerBuilder builder = HttpServer.builder(routes)
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1);
        try (HttpServer server = options.apply(builder).start();
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            return fewest(routes, socket, batch(requests));
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    private static long fewest(Routes routes, Socket socket, byte[] batch) throws IOException {
        exchange(socket, batch, WARM_UP);
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            long before = THREADS.getThreadAllocatedBytes(routes.loop.getId());
            exchange(socket, batch, MEASURED);
            fewest = Math.min(fewest, THREADS.getThreadAllocatedBytes(routes.loop.getId()) - before);
        }
        // Before the loop reads these requests, it has told its listeners of all earlier responses.
        exchange(socket, batch, PIPELINED);
        return fewest;
    }

    private static byte[] batch(String... requests) {
        StringBuilder batch = new StringBuilder();
        for (int i = 0; i < PIPELINED; i++) {
            batch.append(requests[i % requests.length]);
        }
        return batch.toString().getBytes(ISO_8859_1);
    }

    private static void exchange(Socket socket, byte[] batch, int requests) throws IOException {
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
