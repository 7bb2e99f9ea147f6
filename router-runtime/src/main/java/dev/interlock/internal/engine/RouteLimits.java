package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Limits on the simultaneous exchanges of single routes, over all event loops. Safe for use by several threads. */
public final class RouteLimits {
    /** Limits in the order of the routes' numbers. Null for a route without a limit. */
    private final @Nullable ConcurrencyLimit[] limits;

    /** @param routes all routes in the order of their numbers */
    public RouteLimits(List<RouteInfo> routes) {
        limits = new @Nullable ConcurrencyLimit[routes.size()];
        for (RouteInfo route : routes) {
            if (route.maxConcurrent() > 0) {
                limits[route.number()] = new ConcurrencyLimit(route.maxConcurrent());
            }
        }
    }

    /**
     * Adds one exchange to the count of the route. Returns false, and does not count it, if the route has reached its
     * limit.
     */
    boolean enter(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        return limit == null || limit.enter(false);
    }

    /** Subtracts one exchange from the count of the route. */
    void leave(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        if (limit != null) {
            limit.leave();
        }
    }

    /** Returns the number of exchanges of the route. Returns 0 for a route without a limit. */
    int count(RouteInfo route) {
        ConcurrencyLimit limit = limits[route.number()];
        return limit == null ? 0 : limit.count();
    }
}
