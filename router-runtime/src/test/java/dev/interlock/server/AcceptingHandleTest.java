package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.TestLoop;
import dev.interlock.internal.transport.AcceptGate;
import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.internal.transport.AcceptTimer;
import dev.interlock.internal.transport.ConnectionOpener;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.transport.ListeningSocket;
import dev.interlock.internal.transport.OpenConnections;
import dev.interlock.internal.transport.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Event loops accept connections, and the accepting thread accepts the remaining ones. */
@Timeout(60)
final class AcceptingHandleTest {
    private static final int CLIENTS = 200;

    private static HttpServer start(TestRouter router, TransportType transport) {
        return HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .transport(transport)
                .eventLoopThreads(1)
                .start();
    }

    private static void awaitOpen(HttpServer server, int count) throws InterruptedException {
        while (server.openConnections() < count) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void loopsAcceptWhileAcceptingThreadIsHeld(int threads) throws Exception {
        whileTheAcceptingThreadIsHeld(threads, CLIENTS + 1, server -> {
            for (int i = 0; i < CLIENTS; i++) {
                try (RawClient client = new RawClient(server.port())) {
                    assertThat(client.get("/hello").response().body()).isEqualTo("hello");
                }
            }
        });
    }

    /** The gate closes again and again, and the accepting thread cannot open it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void loopsServeClientsInTurnWhileAcceptingThreadIsHeld(int threads) throws Exception {
        whileTheAcceptingThreadIsHeld(threads, 1, server -> {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS / 10; i++) {
                clients.add(new RawClient(server.port()).get("/hello"));
            }
            for (RawClient client : clients) {
                assertThat(client.response().body()).isEqualTo("hello");
                client.close();
            }
        });
    }

    /** Accepting has failed, and the accepting thread is held, so it cannot end the pause. */
    @Test
    void loopsAcceptAfterRestWhileAcceptingThreadIsHeld() throws Exception {
        whileTheAcceptingThreadIsHeld(2, CLIENTS, server -> {
            server.gate().failed(new IOException("no file descriptor"));
            assertThat(server.gate().wantsMore()).isFalse();
            try (RawClient client = new RawClient(server.port())) {
                assertThat(client.get("/hello").response().body()).isEqualTo("hello");
            }
        });
    }

    /** A socket that listens, with its gate. */
    private record Listening(ListeningSocket socket, AcceptGate gate) {
        int port() {
            return socket.port();
        }
    }

    private interface Clients {
        void connect(Listening server) throws Exception;
    }

    private static void whileTheAcceptingThreadIsHeld(int threads, int maxConnections, Clients clients)
            throws Exception {
        AcceptGateTest.assumeAvailable(TransportType.EPOLL);
        Transport transport = Transport.of(Transport.Kind.EPOLL);
        EventLoopGroup group = transport.acceptingLoop();
        EventLoop accepting = group.next();
        EventLoops loops = new EventLoops(transport.eventLoops(threads), loop -> TestLoop.of(new TestRouter(), loop));
        CountDownLatch release = new CountDownLatch(1);
        try {
            AcceptGate gate = new AcceptGate(
                    new OpenConnections(),
                    maxConnections,
                    MemoryBudget.unlimited(),
                    (count, closed) -> loops.closeIdle(0, count, closed),
                    new AcceptTimer(accepting, loops));
            ListeningSocket socket = ListeningSocket.open(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                    transport,
                    accepting,
                    gate,
                    new ConnectionOpener(loops, transport));
            CountDownLatch held = new CountDownLatch(1);
            accepting.execute(() -> {
                held.countDown();
                await(release);
            });
            held.await();
            clients.connect(new Listening(socket, gate));
        } finally {
            release.countDown();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
            loops.shutDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** There are more clients than the loop accepts in one turn. The kernel has already reported their connections. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void connectionsAreAcceptedWhileHandlerHoldsOnlyLoop(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        TestRouter router = new TestRouter();
        RawClient[] clients = new RawClient[CLIENTS];
        try (HttpServer server = start(router, transport);
                RawClient holding = new RawClient(server.port()).get("/wait")) {
            router.waiting.await();
            for (int i = 0; i < CLIENTS; i++) {
                clients[i] = new RawClient(server.port()).get("/hello");
            }
            awaitOpen(server, CLIENTS + 1);
            router.goOn.countDown();
            assertThat(holding.response().body()).isEqualTo("waited");
            for (RawClient client : clients) {
                assertThat(client.response().body()).isEqualTo("hello");
                client.close();
            }
        } finally {
            router.goOn.countDown();
        }
    }

    /** The loop has the listening socket in its epoll set until the handler returns. */
    @Test
    void socketClosesWhileHandlerHoldsOnlyLoop() throws Exception {
        AcceptGateTest.assumeAvailable(TransportType.EPOLL);
        TestRouter router = new TestRouter();
        HttpServer server = start(router, TransportType.EPOLL);
        try (RawClient holding = new RawClient(server.port()).get("/wait")) {
            router.waiting.await();
            RawClient last = new RawClient(server.port()).get("/hello");
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            awaitRefusal(server.port());
            router.goOn.countDown();
            assertThat(holding.response().body()).isEqualTo("waited");
            assertThat(last.response().body()).isEqualTo("hello");
            last.close();
            closing.get();
        } finally {
            router.goOn.countDown();
            server.close();
        }
    }

    private static void awaitRefusal(int port) throws IOException {
        for (boolean refused = false; !refused; ) {
            try {
                new RawClient(port).close();
            } catch (ConnectException e) {
                refused = true;
            }
        }
    }
}
