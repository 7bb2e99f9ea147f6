package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.internal.transport.AcceptGateTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A handler that holds one event loop does not keep clients from connecting to the others. */
@Timeout(60)
final class BlockedLoopTest {
    private static final int LOOPS = 2;
    private static final int CLIENTS = 20;

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void otherLoopServesClients(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        // Tests each loop in turn, because one of them may take part in accepting.
        for (int loop = 0; loop < LOOPS; loop++) {
            serveWithOneBlocked(transport, loop);
        }
    }

    private static void serveWithOneBlocked(TransportType transport, int loop) throws Exception {
        TestRouter router = new TestRouter();
        try (HttpServer server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .transport(transport)
                .eventLoopThreads(LOOPS)
                .start()) {
            // The next connection then goes to the loop that the test holds.
            for (int i = 0; i < loop; i++) {
                try (RawClient before = new RawClient(server.port())) {
                    assertThat(before.get("/hello").response().body()).isEqualTo("hello");
                }
            }
            try (RawClient holding = new RawClient(server.port())) {
                holding.get("/wait");
                router.waiting.await();
                for (int i = 0; i < CLIENTS; i++) {
                    try (RawClient client = new RawClient(server.port())) {
                        assertThat(client.get("/hello").response().body()).isEqualTo("hello");
                    }
                }
                router.goOn.countDown();
                assertThat(holding.response().body()).isEqualTo("waited");
            } finally {
                router.goOn.countDown();
            }
        }
    }
}
