package dev.interlock.benchmarks.servers;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.benchmarks.load.Exchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the routes of the shop, and the requests for them. */
final class RouteTest {
    private static List<Route> routes() throws IOException {
        return Route.parse(Files.readAllLines(Path.of("peers", "routes.txt")));
    }

    @Test
    void thereAre42() throws IOException {
        Set<String> different = new HashSet<>();
        for (Route route : routes()) {
            different.add(route.method() + " " + route.template());
        }
        assertThat(different).hasSize(42);
    }

    @Test
    void targetsTakeValuesInOrder() {
        Route route =
                Route.parse(List.of("# comment", "GET /a/{b}/c/{d}?e number")).get(0);
        assertThat(route.parameters()).isEqualTo(3);
        assertThat(route.target(1, 22, 333)).isEqualTo("/a/1/c/22?e=333");
    }

    @Test
    void textMayHaveSpaces() {
        Route route = Route.parse(List.of("GET /plaintext text Hello, World!")).get(0);
        Exchange exchange = ShopExchange.of(route);
        assertThat(new String(exchange.response(), US_ASCII)).isEqualTo("Hello, World!");
        assertThat(exchange.contentType()).isEqualTo("text/plain;charset=utf-8");
    }

    @Test
    void receiptAddsParametersToRouteNumber() {
        Route route =
                Route.parse(List.of("GET /first text 1", "GET /a/{b}?c number")).get(1);
        assertThat(new String(ShopExchange.of(route, 40, 5).response(), US_ASCII))
                .isEqualTo("47");
    }

    @Test
    void parametersAreInPathAndQuery() throws IOException {
        Exchange exchange = Workload.PARAMETERS.exchanges(routes()).get(0);
        assertThat(exchange.target()).isEqualTo("/v1/users/271828/orders/314159?version=7");
    }

    @Test
    void orderHasAbout300Bytes() throws IOException {
        Exchange exchange = Workload.PROTOBUF.exchanges(routes()).get(0);
        assertThat(exchange.body().length).isAtLeast(250);
        assertThat(exchange.body().length).isAtMost(350);
        assertThat(exchange.status()).isEqualTo(201);
        assertThat(new String(exchange.bytes(false), US_ASCII))
                .startsWith("POST /v1/orders HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-protobuf\r\n"
                        + "Content-Length: " + exchange.body().length + "\r\n\r\n");
    }

    @Test
    void mixHasEveryRoute() throws IOException {
        Set<String> lines = new HashSet<>();
        for (Exchange exchange : Workload.MIX.exchanges(routes())) {
            lines.add(exchange.method() + " " + exchange.target().replaceAll("[0-9]+", "N"));
        }
        assertThat(lines).hasSize(42);
    }
}
