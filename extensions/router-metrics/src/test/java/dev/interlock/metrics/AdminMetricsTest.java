package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http2.Http2;
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
import org.junit.jupiter.api.Test;

/** The metrics on the admin port, without a controller. */
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
