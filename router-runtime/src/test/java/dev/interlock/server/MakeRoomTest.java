package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.transport.AcceptGateTest.assumeAvailable;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Idle connections are closed when other clients wait. None of these tests moves the clock by as much as the idle
 * timeout of a minute.
 */
@Timeout(30)
final class MakeRoomTest {
    private static final int MOST = 4;

    private final TestClock clock = new TestClock();
    private final RobustRouter router = new RobustRouter();
    private final List<RawClient> clients = new ArrayList<>();

    // Each test starts the server.
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private void start(TransportType transport) {
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .transport(transport)
                .eventLoopThreads(2)
                .maxConnections(MOST)
                .clock(clock)
                .start();
    }

    @AfterEach
    void stop() throws IOException {
        router.gate.complete("open");
        for (RawClient client : clients) {
            client.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private RawClient open() throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    private RawClient openAndKeep() throws IOException {
        RawClient client = open();
        assertIsServed(client.get("/hello"));
        return client;
    }

    private static void assertIsServed(RawClient client) throws IOException {
        assertThat(client.response().body()).isEqualTo("hello");
    }

    /** Lets time pass until the server closes enough idle connections to serve the client. */
    private void assertIsServedInTime(RawClient client) throws Exception {
        while (!client.hasResponse()) {
            clock.pass(Duration.ofMillis(50), server);
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertIsServed(client);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void silentConnectionsMakeRoom(TransportType transport) throws Exception {
        assumeAvailable(transport);
        start(transport);
        try (CapturedLog log = new CapturedLog()) {
            for (int i = 0; i < 2 * MOST; i++) {
                open();
            }
            List<RawClient> waiting = List.of(open().get("/hello"), open().get("/hello"));
            for (RawClient client : waiting) {
                assertIsServedInTime(client);
            }
            assertThat(log.lines("closes idle connections")).hasSize(1);
            // Another thread counts the closed connections, shortly after the clients are served.
            while (server.closedIdleConnections() < MOST + 2L) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void closesSilentThenKeptConnections() throws Exception {
        start(TransportType.AUTO);
        RawClient kept = openAndKeep();
        RawClient busy = open().get("/gated");
        RawClient silent = open();
        RawClient other = openAndKeep();
        assertIsServedInTime(open().get("/hello"));
        assertThat(silent.isAtEnd()).isTrue();
        assertThat(server.closedIdleConnections()).isEqualTo(1);
        assertIsServed(kept.get("/hello"));
        assertIsServed(other.get("/hello"));
        router.gate.complete("open");
        assertThat(busy.response().body()).isEqualTo("open");
    }

    @Test
    void keptConnectionsCloseInOrder() throws Exception {
        start(TransportType.AUTO);
        for (int i = 0; i < MOST; i++) {
            openAndKeep();
        }
        assertIsServedInTime(open().get("/hello"));
        int closed = 0;
        for (RawClient client : clients.subList(0, MOST)) {
            try {
                client.timeoutMillis(100);
                // The server has closed the connection in order, not by a reset.
                assertThat(client.isAtEnd()).isTrue();
                closed++;
            } catch (java.net.SocketTimeoutException stays) {
                client.timeoutMillis(10_000);
                assertIsServed(client.get("/hello"));
            }
        }
        assertThat((long) closed).isEqualTo(server.closedIdleConnections());
        assertThat(closed).isAtLeast(1);
    }
}
