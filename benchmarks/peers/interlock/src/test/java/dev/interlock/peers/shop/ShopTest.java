package dev.interlock.peers.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.RouteInfo;
import dev.interlock.testing.AllocationProbe;
import dev.interlock.testing.TestClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the service has the routes of {@code routes.txt}. The benchmark compares the responses byte for byte. */
final class ShopTest {
    private static List<String> described() throws IOException {
        List<String> routes = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("..", "routes.txt"))) {
            if (!line.startsWith("#")) {
                String[] words = line.split("[ ?]", -1);
                routes.add(words[0] + " " + words[1]);
            }
        }
        return routes;
    }

    @Test
    void routesAreThoseOfFile() throws IOException {
        List<String> generated = new ArrayList<>();
        for (RouteInfo route : Shop.router().routes()) {
            generated.add(route.method() + " " + route.template());
        }
        assertThat(generated).containsExactlyElementsIn(described());
    }

    @Test
    void receiptAddsParametersToRouteNumber() {
        try (TestClient client = TestClient.of(Shop.router())) {
            assertThat(client.get("/plaintext").send().text()).isEqualTo("Hello, World!");
            assertThat(client.get("/v1/users/100/orders/20?version=3").send().text())
                    .isEqualTo("135");
            assertThat(client.delete("/v1/users/1").send().status()).isEqualTo(204);
        }
    }

    @Test
    void nothingIsAllocated() {
        AllocationProbe.of(Shop.router())
                .get("/v1/users/100/orders/20?version=3")
                .assertNothingAllocated();
    }
}
