package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.Http2;
import dev.interlock.http2.TestCertificate;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics on the admin port, without a controller. */
@Timeout(60)
final class AdminMetricsTest {
    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    @Test
    void listenerBringsItsPage() throws Exception {
        HandlerRouter router = HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .router();
        try (HttpServer server = HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .listener(ServerMetrics.in(new PrometheusRegistry()))
                .admin(0)
                .start()) {
            assertThat(get(server.port(), "/hello").body()).isEqualTo("hello");
            HttpResponse<String> page = get(server.adminPort(), "/metrics");
            assertThat(page.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain; version=0.0.4");
            Scrape scrape = new Scrape(page.body());
            assertThat(scrape.sum("http_server_request_duration_seconds_count", "http_route=\"/hello\""))
                    .isEqualTo(1.0);
            // Connections and requests of the admin port are not counted.
            assertThat(get(server.adminPort(), "/metrics").body()).contains("interlock_connections_opened_total 1.0");
            assertThat(scrape.series().stream()
                            .filter(name -> name.contains("metrics"))
                            .toList())
                    .isEmpty();
            assertThat(get(server.port(), "/metrics").statusCode()).isEqualTo(404);
        }
    }

    /** A client floods the server with PING. The reason has a series before the flood, too. */
    @Test
    void countsViolationsOfHttp2() throws Exception {
        HandlerRouter router = HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .router();
        try (HttpServer server = HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .protocol(Http2.protocol().floodLimits("pings=3/0"))
                .listener(ServerMetrics.in(new PrometheusRegistry()))
                .admin(0)
                .start()) {
            String series = "interlock_protocol_violations_total{protocol=\"h2\",reason=\"flood_pings\"}";
            Scrape before = new Scrape(get(server.adminPort(), "/metrics").body());
            assertThat(before.value(series)).isEqualTo(0.0);
            sendPings(server.port(), 4);
            Scrape after = new Scrape(get(server.adminPort(), "/metrics").body());
            assertThat(after.value(series)).isEqualTo(1.0);
            assertThat(after.sum("interlock_protocol_violations_total", "")).isEqualTo(1.0);
            assertThat(after.series()).isEqualTo(before.series());
            assertThat(get(server.adminPort(), "/violations").body()).containsMatch("h2 +flood_pings +1\n");
            assertThat(get(server.adminPort(), "/").body()).contains("/violations");
        }
    }

    /** One handshake completes, one is in progress, and one client speaks HTTP without TLS. */
    @Test
    void countsHandshakesOfTls(@TempDir Path folder) throws Exception {
        TestCertificate certificate = new TestCertificate(folder);
        HandlerRouter router = HandlerRouter.with()
                .get("/hello", (request, response) -> response.body().append("hello"))
                .router();
        try (HttpServer server = HttpServer.builder(router)
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .tls(certificate.tls().withReloadInterval(Duration.ofMillis(1)))
                        .listener(ServerMetrics.in(new PrometheusRegistry()))
                        .admin(0)
                        .start();
                Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
                Socket begun = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            HttpRequest hello = HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/hello"))
                    .build();
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(certificate.clientContext())
                    .build();
            assertThat(client.send(hello, BodyHandlers.ofString()).body()).isEqualTo("hello");
            plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
            plain.getInputStream().transferTo(OutputStream.nullOutputStream());
            begun.getOutputStream().write(clientHello(certificate));
            // The server answers, and waits for the client.
            assertThat(begun.getInputStream().read()).isEqualTo(22);
            Scrape scrape = new Scrape(get(server.adminPort(), "/metrics").body());
            assertThat(scrape.value("interlock_tls_handshakes")).isEqualTo(1.0);
            assertThat(scrape.value("interlock_tls_handshakes_ended_total{result=\"completed\"}"))
                    .isEqualTo(1.0);
            assertThat(scrape.value("interlock_tls_handshakes_ended_total{result=\"failed\"}"))
                    .isEqualTo(0.0);
            assertThat(scrape.value("interlock_tls_handshakes_ended_total{result=\"plaintext\"}"))
                    .isEqualTo(1.0);
            assertThat(scrape.value("interlock_tls_reloads_total{result=\"failed\"}"))
                    .isEqualTo(0.0);
            assertThat(scrape.value("interlock_tls_certificate_expiry_seconds"))
                    .isGreaterThan(System.currentTimeMillis() / 1000.0);
            Files.writeString(certificate.chain(), "no certificate");
            while (server.state().tls().get(0).failedReloads() == 0) {
                Thread.sleep(1);
            }
            Scrape after = new Scrape(get(server.adminPort(), "/metrics").body());
            assertThat(after.value("interlock_tls_reloads_total{result=\"failed\"}"))
                    .isEqualTo(1.0);
            assertThat(after.series()).isEqualTo(scrape.series());
        }
    }

    private static byte[] clientHello(TestCertificate certificate) throws Exception {
        SSLEngine engine = certificate.clientContext().createSSLEngine();
        engine.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    /** Sends frames until the server has closed the connection. */
    private static void sendPings(int port, int count) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
            out.write(new byte[] {0, 0, 0, 4, 0, 0, 0, 0, 0});
            for (int i = 0; i < count; i++) {
                out.write(new byte[] {0, 0, 8, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
            }
            socket.shutdownOutput();
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
