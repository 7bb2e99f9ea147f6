package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.proxyprotocol.Headers;
import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.log.AccessLog;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections that begin with a header of the PROXY protocol. */
@Timeout(60)
final class ProxyProtocolTest {
    private static final byte[] REQUEST = "GET /who HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII);

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private ServerBuilder builder() {
        return HttpServer.builder(new WhoRouter("main"))
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .proxyProtocol(true)
                .listener(new ExchangeListener() {
                    @Override
                    public void connectionOpened(ObservedConnection connection) {
                        events.add("opened " + WhoRouter.text(connection.remoteAddress()));
                    }

                    @Override
                    public void responseSent(ObservedExchange exchange) {
                        events.add("sent " + WhoRouter.text(exchange.clientAddress()));
                    }

                    @Override
                    public void connectionClosed(ObservedConnection connection) {
                        events.add("closed " + WhoRouter.text(connection.remoteAddress()));
                    }
                });
    }

    private String next() throws InterruptedException {
        return String.valueOf(events.poll(20, TimeUnit.SECONDS));
    }

    private static String who(RawClient client) throws IOException {
        return client.response().body();
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void headerStatesTheClient(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        try (HttpServer server = builder().transport(transport).start()) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(Headers.join(Headers.binary("203.0.113.7", 40_000), REQUEST, REQUEST));
                assertThat(who(client)).isEqualTo("main 203.0.113.7 http");
                assertThat(who(client)).isEqualTo("main 203.0.113.7 http");
                client.get("/large");
                assertThat(client.response().body()).hasLength(TestRouter.LARGE_BYTES);
                client.get("/who");
                assertThat(who(client)).isEqualTo("main 203.0.113.7 http");
            }
            assertThat(next()).isEqualTo("opened 203.0.113.7");
            for (int i = 0; i < 4; i++) {
                assertThat(next()).isEqualTo("sent 203.0.113.7");
            }
            assertThat(next()).isEqualTo("closed 203.0.113.7");
            try (RawClient client = new RawClient(server.port())) {
                client.send(Headers.text("203.0.113.8", 1)).send(REQUEST);
                assertThat(who(client)).isEqualTo("main 203.0.113.8 http");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO"})
    void headerArrivesInPieces(TransportType transport) throws Exception {
        try (HttpServer server = builder().transport(transport).start();
                RawClient client = new RawClient(server.port())) {
            byte[] bytes = Headers.join(Headers.binary("203.0.113.7", 40_000), REQUEST);
            for (byte each : bytes) {
                client.send(new byte[] {each});
            }
            assertThat(who(client)).isEqualTo("main 203.0.113.7 http");
        }
    }

    @Test
    void healthCheckKeepsTheAddress() throws Exception {
        try (HttpServer server = builder().start();
                RawClient client = new RawClient(server.port())) {
            client.send(Headers.join(Headers.local(), REQUEST));
            assertThat(who(client)).isEqualTo("main 127.0.0.1 http");
            assertThat(next()).isEqualTo("opened 127.0.0.1");
        }
    }

    private static boolean isClosed(HttpServer server, byte[] bytes) throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            client.send(bytes);
            return client.isAtEnd();
        } catch (IOException e) {
            return String.valueOf(e.getMessage()).contains("reset");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void otherBytesCloseTheConnection(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        try (HttpServer server = builder().transport(transport).start()) {
            assertThat(isClosed(server, REQUEST)).isTrue();
            assertThat(isClosed(server, new byte[] {0x16, 3, 1})).isTrue();
            assertThat(isClosed(server, Headers.join("PROXY TCP4 x\r\n".getBytes(US_ASCII), REQUEST)))
                    .isTrue();
            assertThat(server.state().rejectedProxyHeaders()).isEqualTo(3);
            try (RawClient client = new RawClient(server.port())) {
                // The server reads a second PROXY header as a request, and rejects it.
                client.send(Headers.join(Headers.text("203.0.113.7", 1), Headers.text("203.0.113.8", 1), REQUEST));
                assertThat(client.response().status()).isEqualTo(400);
            }
            assertThat(next()).isEqualTo("opened 203.0.113.7");
            assertThat(next()).isEqualTo("sent 203.0.113.7");
            assertThat(next()).isEqualTo("closed 203.0.113.7");
            assertThat(events).isEmpty();
        }
    }

    @Test
    void headerHasATimeLimit() throws Exception {
        try (HttpServer server = builder().headTimeout(Duration.ofMillis(50)).start();
                RawClient client = new RawClient(server.port())) {
            client.send("PROXY TCP4 ");
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(events).isEmpty();
    }

    @Test
    void clientMayLeaveBeforeItsHeader() throws Exception {
        try (HttpServer server = builder().start()) {
            for (String part : new String[] {"", "PROXY TC"}) {
                try (RawClient client = new RawClient(server.port())) {
                    client.send(part).halfClose();
                    assertThat(client.isAtEnd()).isTrue();
                }
            }
        }
        assertThat(events).isEmpty();
    }

    @Test
    void onlyTrustedProxiesMayConnect() throws Exception {
        byte[] bytes = Headers.join(Headers.text("203.0.113.7", 1), REQUEST);
        try (HttpServer server = builder().trustedProxies("192.0.2.0/24").start()) {
            assertThat(isClosed(server, bytes)).isTrue();
            assertThat(server.state().rejectedProxyHeaders()).isEqualTo(1);
        }
        try (HttpServer server = builder().trustedProxies("127.0.0.0/8").start();
                RawClient client = new RawClient(server.port())) {
            client.send(bytes);
            assertThat(who(client)).isEqualTo("main 203.0.113.7 http");
        }
    }

    /** A proxy for TCP is in front of a proxy for HTTP, which knows the client. */
    @Test
    void forwardedFieldsContinueFromTheStatedAddress() throws Exception {
        try (HttpServer server =
                builder().trustedProxies("127.0.0.1", "192.0.2.0/24").start()) {
            try (RawClient client = new RawClient(server.port())) {
                client.send(Headers.text("192.0.2.5", 1)).send(forwarded());
                assertThat(who(client)).isEqualTo("main 203.0.113.7 https");
            }
            try (RawClient client = new RawClient(server.port())) {
                client.send(Headers.text("203.0.113.9", 1)).send(forwarded());
                assertThat(who(client)).isEqualTo("main 203.0.113.9 http");
            }
        }
    }

    private static String forwarded() {
        return "GET /who HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.7\r\nX-Forwarded-Proto: https\r\n\r\n";
    }

    @Test
    void accessLogHasTheStatedAddress(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("log");
        try (HttpServer server =
                        builder().accessLog(AccessLog.json().withFile(log)).start();
                RawClient client = new RawClient(server.port())) {
            client.send(Headers.join(Headers.binary("203.0.113.7", 40_000), REQUEST));
            assertThat(client.response().status()).isEqualTo(200);
        }
        assertThat(Files.readString(log)).contains("203.0.113.7");
    }

    @Test
    void endpointDecidesForItself(@TempDir Path folder) throws Exception {
        Endpoint plain = Endpoint.tcp("127.0.0.1", 0);
        Endpoint unix = Endpoint.unix(folder.resolve("s")).withProxyProtocol(true);
        try (HttpServer server = builder().endpoint(plain).endpoint(unix).start();
                RawClient client = new RawClient(server.port(plain));
                UnixClient proxy = new UnixClient(folder.resolve("s"))) {
            client.send(REQUEST);
            assertThat(who(client)).isEqualTo("main 127.0.0.1 http");
            proxy.send(Headers.join(Headers.binary("203.0.113.7", 40_000), REQUEST));
            assertThat(proxy.response()).endsWith("main 203.0.113.7 http");
        }
    }

    @Test
    void clientsOfAUnixSocketAreTrustedByName(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("s");
        Endpoint trusted = Endpoint.unix(path).withTrustedProxies("unix");
        try (HttpServer server = builder().endpoint(trusted).start();
                UnixClient proxy = new UnixClient(path)) {
            assertThat(server.port()).isGreaterThan(0);
            proxy.send(forwarded());
            assertThat(proxy.response()).endsWith("main 203.0.113.7 https");
        }
        Endpoint untrusted = Endpoint.unix(path).withTrustedProxies("127.0.0.1");
        try (HttpServer server = builder().endpoint(untrusted).start();
                UnixClient proxy = new UnixClient(path)) {
            assertThat(server.port()).isGreaterThan(0);
            proxy.send(forwarded());
            assertThat(proxy.response()).endsWith("main " + path + " http");
        }
    }

    @Test
    void rejectsAUnixSocketWhoseClientsAreNotTrusted(@TempDir Path folder) {
        Endpoint endpoint =
                Endpoint.unix(folder.resolve("s")).withProxyProtocol(true).withTrustedProxies("127.0.0.1");
        ServerBuilder builder = builder().endpoint(endpoint);
        assertThat(assertThrows(StartException.class, builder::start))
                .hasMessageThat()
                .isEqualTo("No client of " + endpoint + " is a trusted proxy that may send the PROXY protocol. Tip: add"
                        + " unix to the trusted proxies of the endpoint");
    }
}
