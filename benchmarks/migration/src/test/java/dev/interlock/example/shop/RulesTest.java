package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.example.shop.users.Passwords;
import dev.interlock.http.Readiness;
import dev.interlock.http.RouteInfo;
import dev.interlock.replay.rules.AllowedDifference;
import dev.interlock.replay.rules.RulesException;
import dev.interlock.replay.rules.RulesFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The rules for the replay of the new builds name routes of the shop. */
final class RulesTest {
    private static final List<String> TIMES = List.of("$.expiresAt", "$.placedAt", "$.orders[*].placedAt");

    @Test
    void allowsTimesOnlyWhereResponsesHaveThem() throws RulesException {
        List<AllowedDifference> ofClocks = RulesFile.read(Path.of("rules.yaml")).allowed().stream()
                .filter(rule -> rule.reason().equals("each instance has its own clock"))
                .toList();
        TreeSet<String> allowed = new TreeSet<>();
        for (RouteInfo route : routes()) {
            String name = route.method() + " " + route.template();
            for (String time : TIMES) {
                if (ofClocks.stream().anyMatch(rule -> rule.allows(name, "body", time))) {
                    allowed.add(name + " " + time);
                }
            }
        }
        assertThat(allowed)
                .containsExactly(
                        "GET /v1/auth/session $.expiresAt",
                        "GET /v1/orders $.orders[*].placedAt",
                        "GET /v1/orders/{id} $.placedAt",
                        "POST /v1/auth/login $.expiresAt",
                        "POST /v1/auth/refresh $.expiresAt",
                        "POST /v1/carts/{id}:checkout $.placedAt",
                        "POST /v1/orders $.placedAt",
                        "POST /v1/orders/{id}:cancel $.placedAt",
                        "POST /v1/orders/{id}:deliver $.placedAt",
                        "POST /v1/orders/{id}:ship $.placedAt");
    }

    private static List<RouteInfo> routes() {
        return Shop.router(new InMemoryStores(), Passwords.standard(), Clock.systemUTC(), new Readiness())
                .routes();
    }
}
