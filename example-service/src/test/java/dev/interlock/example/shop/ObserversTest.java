package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.server.Admin;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The listeners that a served shop has without any settings: metrics, and the verdict on its errors. */
@Timeout(60)
final class ObserversTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();

    private HttpServer serve(RunningShop shop) {
        ServerBuilder builder = HttpServer.builder(shop.router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .admin(Admin.port(0))
                .readiness(shop.readiness());
        Observers.of(new ShopSettings(new String[0], Map.of()), registry).forEach(builder::listener);
        return builder.start();
    }

    @Test
    void adminPortHasVerdictAndMetrics() {
        try (RunningShop shop = new RunningShop();
                HttpServer server = serve(shop);
                Connection client = new Connection(server.port());
                Connection admin = new Connection(server.adminPort())) {
            assertThat(client.send(Call.of("GET", "/v1/catalog/products/1/price"))
                            .status())
                    .isEqualTo(200);

            ReceivedResponse verdict = admin.send(Call.of("GET", "/canary").header("accept", "application/json"));
            ReceivedResponse metrics = admin.send(Call.of("GET", "/metrics"));

            assertThat(verdict.status()).isEqualTo(200);
            assertThat(verdict.text()).contains("\"decision\":");
            assertThat(verdict.text()).contains("/v1/catalog/products/{id}/price");
            assertThat(metrics.text()).contains("http_route=\"/v1/catalog/products/{id}/price\"");
        }
    }
}
