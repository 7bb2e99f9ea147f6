package dev.interlock.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http.RouteInfo;
import dev.interlock.recording.redact.RouteRules;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recording policies of all routes of a server. Immutable. */
final class Policies {
    private final RoutePolicy withoutRoute;
    private final IdentityHashMap<RouteInfo, RoutePolicy> ofRoutes = new IdentityHashMap<>();
    private final RoutePolicy[] all;

    /** @param routes all routes of the server */
    Policies(RecordingOptions options, List<RouteInfo> routes) {
        withoutRoute = new RoutePolicy(
                0,
                new byte[0],
                RoutePolicy.threshold(options.rate),
                false,
                RouteRules.of(null, options.redaction.rules()));
        List<RoutePolicy> policies = new ArrayList<>();
        policies.add(withoutRoute);
        for (RouteInfo route : routes) {
            if (!ofRoutes.containsKey(route)) {
                RoutePolicy policy = new RoutePolicy(
                        policies.size(),
                        route.template().getBytes(UTF_8),
                        RoutePolicy.threshold(options.rate(route)),
                        options.digestOnly.test(route),
                        RouteRules.of(route, options.redaction.rules()));
                ofRoutes.put(route, policy);
                policies.add(policy);
            }
        }
        all = policies.toArray(new RoutePolicy[0]);
    }

    /** Returns the policy of a route; null means requests without a route. */
    RoutePolicy of(@Nullable RouteInfo route) {
        RoutePolicy known = route == null ? null : ofRoutes.get(route);
        return known == null ? withoutRoute : known;
    }

    RoutePolicy at(int index) {
        return all[index];
    }
}
