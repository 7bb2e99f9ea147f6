package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the duration of exchanges, on the rate of their responses, and on the number of simultaneous exchanges of
 * single routes.
 *
 * @param exchangeNanos time limit for exchanges of routes without a limit of their own; {@link ExchangeTimer#NONE} for
 *     no limit
 * @param responsePace lowest rate at which clients may read responses
 * @param routes limits on the simultaneous exchanges of single routes
 * @param adaptive limit on the handlers that work at the same time
 */
public record ExchangeLimits(long exchangeNanos, BodyPace responsePace, RouteLimits routes, AdaptiveLimit adaptive) {
    /** Returns limits without a time limit, a rate or an adaptive limit. Only the limits of single routes apply. */
    public static ExchangeLimits none(Router router) {
        return of(Duration.ZERO, router);
    }

    /**
     * Creates limits that consist of a time limit and of the limits of single routes.
     *
     * @param exchange time limit for exchanges of routes without a limit of their own; zero for no limit
     */
    public static ExchangeLimits of(Duration exchange, Router router) {
        return of(exchange, new BodyPace(0, 0), AdaptiveLimit.off(), router);
    }

    /**
     * Creates limits. The limits of single routes come from the router.
     *
     * @param exchange time limit for exchanges of routes without a limit of their own; zero for no limit
     * @param responsePace lowest rate at which clients may read responses
     * @param adaptive limit on the handlers that work at the same time
     */
    public static ExchangeLimits of(Duration exchange, BodyPace responsePace, AdaptiveLimit adaptive, Router router) {
        return new ExchangeLimits(
                ExchangeTimer.nanos(exchange), responsePace, new RouteLimits(router.routes()), adaptive);
    }

    /**
     * Returns these limits with the route limits of {@code other}. The two endpoints then share the counts of each
     * route.
     */
    public ExchangeLimits withRoutesOf(ExchangeLimits other) {
        return new ExchangeLimits(exchangeNanos, responsePace, other.routes, adaptive);
    }

    /** Returns the time limit for exchanges of the route, or of requests without a route, in nanoseconds. */
    public long exchangeNanos(@Nullable RouteInfo route) {
        return route == null ? exchangeNanos : ExchangeTimer.limit(route, exchangeNanos);
    }
}
