package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.observe.EventLoopState;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ServerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ServerStateTest {
    private static ServerBuilder builder() {
        return HttpServer.builder(new TestRouter())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(2);
    }

    @Test
    void hasRoutesAndLimits() {
        try (HttpServer server = builder()
                .maxConnections(7)
                .maxInFlight(8)
                .maxStreams(3)
                .connectionMemory(1 << 20)
                .start()) {
            ServerState state = server.state();
            assertThat(state.routes()).isEqualTo(new TestRouter().routes());
            assertThat(state.maxConnections()).isEqualTo(7);
            assertThat(state.maxInFlight()).isEqualTo(8);
            assertThat(state.maxStreams()).isEqualTo(3);
            assertThat(state.maxConnectionHeapBytes()).isEqualTo(1 << 20);
            assertThat(state.maxConnectionDirectBytes()).isEqualTo(1 << 20);
            assertThat(state.maxDirectMemoryBytes()).isGreaterThan(1 << 20);
            assertThat(state.inFlight()).isEqualTo(0);
            assertThat(state.streams()).isEqualTo(0);
            assertThat(state.stalls()).isEqualTo(0);
            assertThat(state.closedIdleConnections()).isEqualTo(0);
            assertThat(state.runningBlockingHandlers().orElseThrow()).isEqualTo(0);
            assertThat(state.waitingBlockingHandlers().orElseThrow()).isEqualTo(0);
            assertThat(state.maxBlockingThreads().isPresent())
                    .isEqualTo(Runtime.version().feature() < 21);
        }
    }

    @Test
    void hasEventLoops() {
        try (HttpServer server = builder().start()) {
            assertThat(server.state().eventLoops()).hasSize(2);
            for (EventLoopState loop : server.state().eventLoops()) {
                assertThat(loop.name()).startsWith("interlock");
                assertThat(loop.cpuNanos().orElseThrow()).isGreaterThan(0);
                assertThat(loop.lagNanos()).isAtLeast(0);
            }
        }
    }

    /** A client that waits for the first byte of its response has an open connection that holds memory. */
    @Test
    void countsConnections() throws Exception {
        try (HttpServer server = builder().start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(server.state().openConnections()).isEqualTo(1);
            assertThat(server.state().connectionHeapBytes()).isGreaterThan(0);
        }
    }

    @Test
    void executorOfApplicationIsUnknown() {
        try (HttpServer server = builder().blockingExecutor(Runnable::run).start()) {
            assertThat(server.state().runningBlockingHandlers().isPresent()).isFalse();
            assertThat(server.state().waitingBlockingHandlers().isPresent()).isFalse();
            assertThat(server.state().maxBlockingThreads().isPresent()).isFalse();
        }
    }

    @Test
    void listenerGetsStateBeforeConnections() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        ExchangeListener listener = new ExchangeListener() {
            @Override
            public void serverOpened(ServerState server) {
                events.add("server " + server.openConnections() + " " + server.closedIdleConnections());
            }

            @Override
            public void connectionOpened(ObservedConnection connection) {
                events.add("connection");
            }
        };
        try (HttpServer server = builder().listener(listener).start();
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            assertThat(client.isConnected()).isTrue();
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("server 0 0");
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("connection");
        }
    }

    @Test
    void missingFileOfListenerIsOneLine() {
        ServerBuilder failing = builder().listener(new ExchangeListener() {
            @Override
            public void serverOpened(ServerState server) {
                throw new UncheckedIOException("The disk is full. Tip: delete files", new IOException("ENOSPC"));
            }
        });

        assertThat(assertThrows(StartException.class, failing::start))
                .hasMessageThat()
                .isEqualTo("The disk is full. Tip: delete files");
    }

    @Test
    void failureOfListenerEndsStart() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        ServerBuilder failing = builder().port(port).listener(new ExchangeListener() {
            @Override
            public void serverOpened(ServerState server) {
                throw new IllegalStateException("planted");
            }
        });
        assertThat(assertThrows(IllegalStateException.class, failing::start))
                .hasMessageThat()
                .isEqualTo("planted");
        try (HttpServer second = builder().port(port).start()) {
            assertThat(second.port()).isEqualTo(port);
        }
    }
}
