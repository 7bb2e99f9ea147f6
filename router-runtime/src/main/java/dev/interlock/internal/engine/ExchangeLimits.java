package dev.interlock.internal.engine;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.time.Duration;

/**
 * Limits on the time of exchanges, on the rate of their responses, and on the exchanges of single routes.
 *
 * @param exchangeNanos time limit of an exchange whose route has none of its own; {@link ExchangeTimer#NONE} for no
 *     limit
 * @param responsePace lowest rate at which clients may read responses
 * @param routes limits on the simultaneous exchanges of single routes
 * @param adaptive limit on the handlers that work at the same time
 */
public record ExchangeLimits(long exchangeNanos, BodyPace responsePace, RouteLimits routes, AdaptiveLimit adaptive) {
    /** Returns the limits of a server without limits, except the limits of its routes. */
    public static ExchangeLimits none(Router router) {
        return of(Duration.ZERO, router);
    }

    /**
     * Creates limits on the time of exchanges alone, and takes the limits of the routes.
     *
     * @param exchange time limit of an exchange whose route has none of its own; zero for no limit
     */
    public static ExchangeLimits of(Duration exchange, Router router) {
        return of(exchange, new BodyPace(0, 0), AdaptiveLimit.off(), router);
    }

    /**
     * Creates limits, and takes the limits of the routes.
     *
     * @param exchange time limit of an exchange whose route has none of its own; zero for no limit
     * @param responsePace lowest rate at which clients may read responses
     * @param adaptive limit on the handlers that work at the same time
     */
    public static ExchangeLimits of(Duration exchange, BodyPace responsePace, AdaptiveLimit adaptive, Router router) {
        return new ExchangeLimits(
                ExchangeTimer.nanos(exchange), responsePace, new RouteLimits(router.routes()), adaptive);
    }

    /** Returns these limits with the limits on single routes of another server's endpoint, which then share a count. */
    public ExchangeLimits withRoutesOf(ExchangeLimits other) {
        return new ExchangeLimits(exchangeNanos, responsePace, other.routes, adaptive);
    }

    /** Returns the time limit of the route's exchanges in nanoseconds. */
    public long exchangeNanos(RouteInfo route) {
        return ExchangeTimer.limit(route, exchangeNanos);
    }
}
