package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits on the simultaneous exchanges of single routes, over all event loops. Safe for use by several threads. */
public final class RouteLimits {
    /** Limit of each route at the index that is its number, or null for a route without a limit. */
    private final @Nullable ConcurrencyLimit[] limits;

    /** @param routes all routes, each at the index that is its number */
    public RouteLimits(List<RouteInfo> routes) {
        limits = new @Nullable ConcurrencyLimit[routes.size()];
        for (RouteInfo route : routes) {
            if (route.maxConcurrent() > 0) {
                limits[route.number()] = new ConcurrencyLimit(route.maxConcurrent());
            }
        }
    }

    /** Counts one more exchange of the route. Returns false, and counts nothing, if the route has reached its limit. */
    boolean enter(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        return limit == null || limit.enter(false);
    }

    /** Counts one exchange of the route less. */
    void leave(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        if (limit != null) {
            limit.leave();
        }
    }

    /** Returns the number of exchanges of the route; 0 for a route without a limit. */
    int count(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        return limit == null ? 0 : limit.count();
    }
}
