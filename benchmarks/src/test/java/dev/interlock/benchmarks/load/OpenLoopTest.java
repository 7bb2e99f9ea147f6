package dev.interlock.benchmarks.load;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the load at a fixed rate, and its checks, with a server of the JDK. */
final class OpenLoopTest {
    private static final byte[] BODY = "Hello, World!".getBytes(US_ASCII);
    private static final Exchange PLAINTEXT =
            new Exchange("GET", "/plaintext", new byte[0], 200, "text/plain;charset=utf-8", BODY);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/plaintext", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/plain;charset=utf-8");
            answer(exchange);
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdown();
    }

    private static ConnectionPlan kept(int connections) {
        return ConnectionPlan.kept(Protocol.HTTP1, connections, 1);
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private Exchange answeredAfter(long millis) {
        server.createContext("/slow", exchange -> {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange);
        });
        return exchange("/slow");
    }

    /** Returns an exchange for a path. The consumer gets each request before the server answers it. */
    private Exchange shown(String path, Consumer<HttpExchange> test) {
        server.createContext(path, exchange -> {
            test.accept(exchange);
            answer(exchange);
        });
        return exchange(path);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, BODY.length);
        exchange.getResponseBody().write(BODY);
        exchange.close();
    }

    private static Exchange exchange(String path) {
        return new Exchange("GET", path, new byte[0], 200, "", BODY);
    }

    @Test
    void everyRequestIsCounted() throws IOException {
        try (OpenLoop loop = new OpenLoop(port(), List.of(PLAINTEXT), kept(4))) {
            OpenLoop.Result result = loop.run(50, 1);
            assertThat(result.latency().getTotalCount()).isEqualTo(50);
            assertThat(result.latency().getMinValue()).isGreaterThan(0L);
        }
    }

    @Test
    void eachRequestHasNewConnection() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Set<String> connection = ConcurrentHashMap.newKeySet();
        Exchange connect = shown("/connect", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            connection.add(exchange.getRequestHeaders().getFirst("Connection"));
        });
        try (OpenLoop loop = new OpenLoop(port(), List.of(connect), ConnectionPlan.closedByServer(4))) {
            OpenLoop.Result result = loop.run(50, 1);
            assertThat(result.latency().getTotalCount()).isEqualTo(50);
            assertThat(loop.run(20, 1).latency().getTotalCount()).isEqualTo(20);
        }
        // If each request has a new connection, there are many client ports. The kernel assigns ports at random and
        // repeats some of them. If connections were reused, there would be only four ports.
        assertThat(ports.size()).isAtLeast(50);
        assertThat(connection).containsExactly("close");
    }

    @Test
    void reusesKeptConnections() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Exchange kept =
                shown("/kept", exchange -> ports.add(exchange.getRemoteAddress().getPort()));
        try (OpenLoop loop = new OpenLoop(port(), List.of(kept), kept(4))) {
            loop.run(50, 1);
        }
        assertThat(ports).hasSize(4);
    }

    @Test
    void clientReplacesConnectionAfterItsRequests() throws IOException {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        Set<String> connection = ConcurrentHashMap.newKeySet();
        Exchange limited = shown("/limited", exchange -> {
            ports.add(exchange.getRemoteAddress().getPort());
            connection.add(exchange.getRequestHeaders()
                    .getOrDefault("Connection", List.of())
                    .toString());
        });
        ConnectionPlan plan = ConnectionPlan.closedAfter(10, Protocol.HTTP1, 1);
        try (OpenLoop loop = new OpenLoop(port(), List.of(limited), plan)) {
            loop.run(1_000, 0.2);
        }
        assertThat(ports).hasSize(20);
        assertThat(connection).containsExactly("[]");
    }

    @Test
    void lagExcludesWaitForConnection() throws IOException {
        Exchange slow = answeredAfter(100);
        try (OpenLoop loop = new OpenLoop(port(), List.of(slow), kept(1))) {
            // The server needs two seconds for twenty requests that are due within about one second. So half of them
            // wait for a long time.
            OpenLoop.Result result = loop.run(20, 1);
            assertThat(result.lag().getTotalCount()).isEqualTo(20);
            assertThat(result.lag().getValueAtPercentile(50))
                    .isLessThan(result.latency().getValueAtPercentile(50) / 2);
        }
    }

    @Test
    void latencyIncludesWaitForConnection() throws IOException {
        Exchange slow = answeredAfter(200);
        try (OpenLoop loop = new OpenLoop(port(), List.of(slow), kept(1))) {
            // Ten requests are due within about one second. Over one connection, they take two seconds, so the last
            // request waits.
            assertThat(loop.run(10, 1).latency().getMaxValue()).isAtLeast(500_000_000L);
        }
    }

    @Test
    void reportsWrongStatus() throws IOException {
        Exchange unknown = new Exchange("GET", "/unknown", new byte[0], 200, "", BODY);
        try (OpenLoop loop = new OpenLoop(port(), List.of(unknown), kept(1))) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> loop.run(10, 1));
            assertThat(thrown).hasMessageThat().contains("/unknown is answered with status 4xx");
        }
    }
}
