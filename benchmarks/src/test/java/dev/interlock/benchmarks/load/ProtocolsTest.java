package dev.interlock.benchmarks.load;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.annotation.Body;
import dev.interlock.annotation.Controller;
import dev.interlock.annotation.Get;
import dev.interlock.annotation.HttpApp;
import dev.interlock.annotation.Post;
import dev.interlock.annotation.Status;
import dev.interlock.http.Request;
import dev.interlock.http2.Http2;
import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.server.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the load over each protocol, with a server of this project. */
final class ProtocolsTest {
    private static final Exchange HELLO =
            new Exchange("GET", "/hello", new byte[0], 200, "", "hello".getBytes(US_ASCII));
    private static final Exchange CREATE =
            new Exchange("POST", "/orders", new byte[300], 201, "", "300".getBytes(US_ASCII));

    private static final AtomicInteger GREETINGS = new AtomicInteger();
    private static final Set<String> PROTOCOLS = ConcurrentHashMap.newKeySet();

    @TempDir
    static Path folder;

    private static HttpServer server;
    private static int tlsPort;

    /** Handlers that remember what arrives. */
    @Controller
    static final class Greetings {
        @Get("/hello")
        String hello(Request request) {
            GREETINGS.incrementAndGet();
            PROTOCOLS.add(request.scheme() + " " + request.protocol());
            return "hello";
        }

        @Post("/orders")
        @Status(201)
        String create(@Body byte[] order) {
            return Integer.toString(order.length);
        }
    }

    @HttpApp(controllers = Greetings.class)
    static final class App {}

    @BeforeAll
    static void start() throws Exception {
        X509Bundle certificate = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .notBefore(Instant.now().minus(Duration.ofDays(1)))
                .notAfter(Instant.now().plus(Duration.ofDays(2)))
                .setIsCertificateAuthority(true)
                .ecp256()
                .buildSelfSigned();
        Path chain = Files.writeString(folder.resolve("chain.pem"), certificate.getCertificatePathPEM());
        Path key = Files.writeString(folder.resolve("key.pem"), certificate.getPrivateKeyPEM());
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            tlsPort = free.getLocalPort();
        }
        server = HttpServer.builder(ProtocolsTest_AppRouter.of(new Greetings()))
                .host("127.0.0.1")
                .port(0)
                .protocol(Http2.protocol())
                .endpoint(Endpoint.tcp("127.0.0.1", tlsPort).withTls(Tls.certificate(chain, key)))
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static int port(Protocol protocol) {
        return protocol.isTls() ? tlsPort : server.port();
    }

    @ParameterizedTest
    @EnumSource
    void everyRequestIsCounted(Protocol protocol) throws IOException {
        PROTOCOLS.clear();
        ConnectionPlan plan = ConnectionPlan.kept(protocol, 2, protocol.isHttp2() ? 3 : 1);
        try (OpenLoop loop = new OpenLoop(port(protocol), List.of(HELLO, CREATE), plan)) {
            assertThat(loop.run(1_000, 0.2).latency().getTotalCount()).isEqualTo(200);
        }
        assertThat(PROTOCOLS)
                .containsExactly(
                        (protocol.isTls() ? "https" : "http") + (protocol.isHttp2() ? " HTTP/2" : " HTTP/1.1"));
    }

    @ParameterizedTest
    @EnumSource
    void reportsOtherBody(Protocol protocol) throws IOException {
        Exchange other = new Exchange("GET", "/hello", new byte[0], 200, "", "hallo".getBytes(US_ASCII));
        ConnectionPlan plan = ConnectionPlan.kept(protocol, 1, 1);
        try (OpenLoop loop = new OpenLoop(port(protocol), List.of(other), plan)) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> loop.run(100, 0.1));
            assertThat(thrown).hasMessageThat().isEqualTo("The response to /hello has another body");
        }
    }

    @Test
    void reportsOtherStatus() throws IOException {
        Exchange other = new Exchange("GET", "/unknown", new byte[0], 200, "", new byte[0]);
        ConnectionPlan plan = ConnectionPlan.kept(Protocol.H2C, 1, 1);
        try (OpenLoop loop = new OpenLoop(server.port(), List.of(other), plan)) {
            IllegalStateException thrown = assertThrows(IllegalStateException.class, () -> loop.run(100, 0.1));
            assertThat(thrown).hasMessageThat().isEqualTo("/unknown is answered with status 404");
        }
    }

    @Test
    void closedLoopCountsResponses() throws IOException {
        int before = GREETINGS.get();
        ConnectionPlan plan = ConnectionPlan.closedAfter(10, Protocol.HTTP1, 4);
        ClosedLoop.Result result;
        try (ClosedLoop loop = new ClosedLoop(server.port(), List.of(HELLO), plan)) {
            result = loop.run(0.2);
        }
        assertThat(result.requests()).isGreaterThan(0L);
        // Up to four requests are still in progress when the time is over.
        assertThat(GREETINGS.get() - before).isAtLeast((int) result.requests());
        assertThat(result.seconds()).isAtLeast(0.2);
    }

    @Test
    void resumesSessionsOnlyIfPlanned() throws IOException {
        ConnectionPlan full = ConnectionPlan.closedAfter(1, Protocol.HTTP1_TLS, 2);
        try (OpenLoop loop = new OpenLoop(tlsPort, List.of(HELLO), full)) {
            assertThat(loop.run(250, 0.2).latency().getTotalCount()).isEqualTo(50);
        }
        // The load itself checks that sessions were resumed.
        try (OpenLoop loop = new OpenLoop(tlsPort, List.of(HELLO), full.withResumption())) {
            assertThat(loop.run(250, 0.2).latency().getTotalCount()).isEqualTo(50);
        }
    }

    @Test
    void reportsUnexpectedHandshakes() throws IOException {
        ConnectionPlan full = ConnectionPlan.closedAfter(1, Protocol.HTTP1_TLS, 2);
        try (TlsClient client = new TlsClient(full)) {
            client.count(900, "");
            client.check();
            client.count(240, "");
            IOException thrown = assertThrows(IOException.class, client::check);
            assertThat(thrown).hasMessageThat().isEqualTo("The server has resumed 1 TLS sessions instead of 0");
        }
        try (TlsClient client = new TlsClient(full.withResumption())) {
            client.count(900, "");
            client.count(900, "");
            client.count(240, "");
            client.check();
            client.count(900, "");
            IOException thrown = assertThrows(IOException.class, client::check);
            assertThat(thrown).hasMessageThat().isEqualTo("The server has resumed 1 TLS sessions instead of 2");
        }
    }

    @Test
    void reportsServerWithoutHttp2() throws IOException {
        try (TlsClient client = new TlsClient(ConnectionPlan.kept(Protocol.H2_TLS, 1, 1))) {
            IOException thrown = assertThrows(IOException.class, () -> client.count(900, "http/1.1"));
            assertThat(thrown).hasMessageThat().contains("h2");
        }
    }
}
