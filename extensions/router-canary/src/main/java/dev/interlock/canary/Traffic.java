package dev.interlock.canary;

import java.util.Map;
import java.util.TreeMap;

/**
 * Requests of one version since a point in time, by route. Immutable.
 *
 * <p>Include all routes, also those without requests: the test divides its error probability by their number, which
 * must not depend on the data.
 */
public final class Traffic {
    /** Traffic without routes and requests. */
    public static final Traffic NONE = new Traffic(Map.of(), 0);

    /**
     * Requests of one route.
     *
     * @param requests number of requests that have ended, 0 or more
     * @param errors number of these requests that failed, 0 to {@code requests}
     * @param latency latencies of the responses, usually without errors
     */
    public record Route(long requests, long errors, LatencyHistogram latency) {
        /** Route without requests. */
        public static final Route EMPTY = new Route(0, 0, LatencyHistogram.EMPTY);

        /** @throws IllegalArgumentException if a number is negative, or there are more errors than requests */
        public Route {
            if (errors < 0 || errors > requests) {
                throw new IllegalArgumentException(errors + " errors of " + requests
                        + " requests. Tip: count each request once, and its error at the same time");
            }
        }
    }

    private final Map<String, Route> routes;
    private final Route all;

    private Traffic(Map<String, Route> routes, long otherErrors) {
        this.routes = routes;
        long requests = 0;
        long errors = otherErrors;
        LatencyHistogram latency = LatencyHistogram.EMPTY;
        for (Route route : routes.values()) {
            requests += route.requests();
            errors += route.errors();
            latency = latency.plus(route.latency());
        }
        all = new Route(requests, Math.min(errors, requests), latency);
    }

    /**
     * Creates traffic.
     *
     * @param routes requests by route, such as {@code GET /v1/orders/{id}}
     * @throws IllegalArgumentException if the latencies of two routes have buckets that overlap
     */
    public static Traffic of(Map<String, Route> routes) {
        return withOtherErrors(routes, 0);
    }

    /**
     * Creates traffic with errors of unknown routes. They count for all routes together.
     *
     * @param otherErrors errors that no route counts, 0 or more; the routes still count these requests
     * @throws IllegalArgumentException if the number is negative, or the latencies of two routes have buckets that
     *     overlap
     */
    public static Traffic withOtherErrors(Map<String, Route> routes, long otherErrors) {
        if (otherErrors < 0) {
            throw new IllegalArgumentException("otherErrors is " + otherErrors + ". Tip: use 0 or more");
        }
        return new Traffic(Map.copyOf(new TreeMap<>(routes)), otherErrors);
    }

    /** Returns the same requests and errors with the latencies of other traffic. */
    Traffic withLatencyOf(Traffic other) {
        Map<String, Route> changed = new TreeMap<>();
        routes.forEach((name, route) -> changed.put(
                name,
                new Route(route.requests(), route.errors(), other.route(name).latency())));
        return new Traffic(Map.copyOf(changed), otherErrors());
    }

    /**
     * Returns the same traffic without the latencies between two earlier states of it.
     *
     * @throws IllegalArgumentException if counts have become smaller
     */
    Traffic withoutLatencies(Traffic from, Traffic to) {
        Map<String, Route> changed = new TreeMap<>();
        routes.forEach((name, route) -> changed.put(
                name,
                new Route(
                        route.requests(),
                        route.errors(),
                        route.latency()
                                .minus(to.route(name)
                                        .latency()
                                        .minus(from.route(name).latency())))));
        return new Traffic(Map.copyOf(changed), otherErrors());
    }

    /** Returns the number of errors that no route counts. */
    private long otherErrors() {
        return all.errors() - routes.values().stream().mapToLong(Route::errors).sum();
    }

    /** Returns the requests by route. */
    public Map<String, Route> routes() {
        return routes;
    }

    /** Returns the requests of a route, or {@link Route#EMPTY} if the route is unknown. */
    public Route route(String name) {
        return routes.getOrDefault(name, Route.EMPTY);
    }

    /** Returns the requests of all routes together. */
    public Route all() {
        return all;
    }
}
