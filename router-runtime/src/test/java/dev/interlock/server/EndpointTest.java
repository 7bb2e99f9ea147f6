package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.transport.AcceptGateTest;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several addresses of one server, each with its own router and limits. */
@Timeout(60)
final class EndpointTest {
    private static ServerBuilder builder() {
        return HttpServer.builder(new WhoRouter("main"))
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(2);
    }

    private static String who(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.get("/who").response().body();
        }
    }

    private static int echo(int port, int bytes) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + bytes + "\r\n\r\n" + "x".repeat(bytes));
            return client.response().status();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void endpointsHaveTheirOwnRouterAndLimits(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        Endpoint internal = Endpoint.tcp("127.0.0.1", 0)
                .withRouter(new WhoRouter("internal"))
                .withMaxBody(10);
        Endpoint same = Endpoint.tcp("127.0.0.1", 0);
        try (HttpServer server = builder()
                .transport(transport)
                .maxBody(20)
                .endpoint(internal)
                .endpoint(same)
                .start()) {
            assertThat(who(server.port())).isEqualTo("main 127.0.0.1 http");
            assertThat(who(server.port(internal))).isEqualTo("internal 127.0.0.1 http");
            assertThat(who(server.port(same))).isEqualTo("main 127.0.0.1 http");
            assertThat(echo(server.port(), 20)).isEqualTo(200);
            assertThat(echo(server.port(internal), 10)).isEqualTo(200);
            assertThat(echo(server.port(internal), 11)).isEqualTo(413);
            assertThat(echo(server.port(same), 20)).isEqualTo(200);
            assertThat(echo(server.port(same), 21)).isEqualTo(413);
        }
    }

    @Test
    void routesOfAllRoutersAreListedOnce() {
        WhoRouter other = new WhoRouter("other");
        try (HttpServer server = builder()
                .endpoint(Endpoint.tcp("127.0.0.1", 0).withRouter(other))
                .endpoint(Endpoint.tcp("127.0.0.1", 0).withRouter(other))
                .endpoint(Endpoint.tcp("127.0.0.1", 0))
                .start()) {
            assertThat(server.state().routes()).hasSize(6);
            assertThat(server.state().routes().get(3))
                    .isSameInstanceAs(other.routes().get(0));
        }
    }

    @Test
    void closingTheServerClosesAllEndpoints() throws Exception {
        Endpoint added = Endpoint.tcp("127.0.0.1", 0);
        HttpServer server = builder().endpoint(added).start();
        int port = server.port(added);
        try (RawClient idle = new RawClient(port)) {
            assertThat(idle.get("/who").response().status()).isEqualTo(200);
            server.close();
            assertThat(idle.isAtEnd()).isTrue();
        }
        assertThrows(ConnectException.class, () -> new RawClient(port));
        assertThat(server.state().openConnections()).isEqualTo(0);
    }

    /** The clients of the public port take all of its connections, and wait for more. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void ownConnectionsAreFreeWhileTheServerIsFull(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        Endpoint internal = Endpoint.tcp("127.0.0.1", 0).withMaxConnections(1);
        try (HttpServer server = builder()
                        .transport(transport)
                        .eventLoopThreads(1)
                        .maxConnections(1)
                        .endpoint(internal)
                        .start();
                RawClient first = new RawClient(server.port());
                RawClient waiting = new RawClient(server.port());
                RawClient watching = new RawClient(server.port(internal))) {
            assertThat(first.get("/who").response().status()).isEqualTo(200);
            waiting.get("/who");
            assertThat(watching.get("/who").response().status()).isEqualTo(200);
            assertThat(server.state().maxConnections()).isEqualTo(2);
            // The server closes the first idle connection for the waiting client, and none of the other endpoint.
            assertThat(waiting.response().status()).isEqualTo(200);
            assertThat(watching.get("/who").response().status()).isEqualTo(200);
        }
    }

    @Test
    void ownExchangesAreFreeWhileTheServerIsFull() throws Exception {
        WaitingRouter router = new WaitingRouter();
        Endpoint internal = Endpoint.tcp("127.0.0.1", 0).withMaxInFlight(1);
        Endpoint same = Endpoint.tcp("127.0.0.1", 0);
        try (HttpServer server = HttpServer.builder(router)
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .maxInFlight(1)
                        .endpoint(internal)
                        .endpoint(same)
                        .start();
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port(same));
                RawClient third = new RawClient(server.port(internal))) {
            first.get("/wait");
            router.awaitWaiting(1);
            assertThat(second.get("/wait").response().status()).isEqualTo(503);
            third.get("/wait");
            router.awaitWaiting(2);
            assertThat(server.state().inFlight()).isEqualTo(2);
            assertThat(server.state().maxInFlight()).isEqualTo(2);
            router.complete();
            assertThat(first.response().status()).isEqualTo(200);
            assertThat(third.response().status()).isEqualTo(200);
        }
    }

    @Test
    void endpointsHaveTheirOwnTimeLimits() throws Exception {
        Endpoint impatient = Endpoint.tcp("127.0.0.1", 0).withIdleTimeout(Duration.ofMillis(50));
        try (HttpServer server = builder().endpoint(impatient).start();
                RawClient patient = new RawClient(server.port());
                RawClient client = new RawClient(server.port(impatient))) {
            assertThat(client.get("/who").response().status()).isEqualTo(200);
            assertThat(client.isAtEnd()).isTrue();
            assertThat(patient.get("/who").response().status()).isEqualTo(200);
        }
    }

    @Test
    void closesTheFirstSocketIfTheSecondIsTaken() throws Exception {
        try (HttpServer other = builder().start()) {
            int free;
            try (HttpServer once = builder().start()) {
                free = once.port();
            }
            ServerBuilder builder = builder().port(free).endpoint(Endpoint.tcp("127.0.0.1", other.port()));
            StartException failure = assertThrows(StartException.class, builder::start);
            assertThat(failure)
                    .hasMessageThat()
                    .isEqualTo("Another process listens on port " + other.port()
                            + " of 127.0.0.1 already. Tip: stop it or choose another port; port 0 selects a free port");
            try (HttpServer again = builder().port(free).start()) {
                assertThat(who(again.port())).startsWith("main");
            }
        }
    }

    @Test
    void rejectsSettingsOutOfRange() {
        ServerBuilder builder = builder().endpoint(Endpoint.tcp("127.0.0.1", 0).withMaxConnections(0));
        assertThat(assertThrows(StartException.class, builder::start))
                .hasMessageThat()
                .startsWith("127.0.0.1:0: The setting max-connections is '0'");
        assertThrows(StartException.class, () -> Endpoint.tcp("127.0.0.1", 0).withTrustedProxies("no network"));
    }

    @Test
    void hasNoPortForOtherEndpoints() {
        try (HttpServer server = builder().start()) {
            assertThrows(IllegalArgumentException.class, () -> server.port(Endpoint.tcp("127.0.0.1", 0)));
        }
    }
}
