package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.server.HttpServer;
import dev.interlock.testing.HandlerRouter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
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
}
