package dev.interlock.http;

import java.util.List;

/**
 * What is known of a route before a request for it has a body: enough to refuse it, limit it and name it in logs.
 * Immutable; generated code holds one per route.
 */
public final class RouteInfo {
    /** {@link #maxBody()} of a route that keeps to the server's limit. */
    public static final int SERVER_LIMIT = -1;

    private static final int OK = 200;

    private final int number;
    private final String method;
    private final String template;
    private final String handler;
    private final int status;
    private final int maxBody;
    private final List<MediaRange> consumes;
    private final List<MediaRange> produces;

    private RouteInfo(
            int number,
            String method,
            String template,
            String handler,
            int status,
            int maxBody,
            List<MediaRange> consumes,
            List<MediaRange> produces) {
        this.number = number;
        this.method = method;
        this.template = template;
        this.handler = handler;
        this.status = status;
        this.maxBody = maxBody;
        this.consumes = consumes;
        this.produces = produces;
    }

    /**
     * A route that answers 200, reads no body and says nothing of what it produces.
     *
     * @param number the position in its router, from 0
     * @param method such as {@code GET}
     * @param template such as {@code /v1/orders/{id}}
     * @param handler class and method, such as {@code shop.Orders.find}
     */
    public static RouteInfo of(int number, String method, String template, String handler) {
        return new RouteInfo(number, method, template, handler, OK, SERVER_LIMIT, List.of(), List.of());
    }

    /**
     * The same route, which reads bodies of these types; {@code text/*} and {@code *}{@code /*} are ranges of types.
     */
    public RouteInfo consumes(String... mediaTypes) {
        return consumes(List.of(mediaTypes));
    }

    /** As {@link #consumes(String...)}. */
    public RouteInfo consumes(List<String> mediaTypes) {
        List<MediaRange> ranges = MediaRange.listOf(mediaTypes);
        return new RouteInfo(number, method, template, handler, status, maxBody, ranges, produces);
    }

    /** The same route, which answers with a body of one of these types. */
    public RouteInfo produces(String... mediaTypes) {
        return produces(List.of(mediaTypes));
    }

    /** As {@link #produces(String...)}. */
    public RouteInfo produces(List<String> mediaTypes) {
        List<MediaRange> ranges = MediaRange.listOf(mediaTypes);
        return new RouteInfo(number, method, template, handler, status, maxBody, consumes, ranges);
    }

    /**
     * The same route with a limit of its own.
     *
     * @param bytes the largest body, 0 to {@link Integer#MAX_VALUE}
     */
    public RouteInfo maxBody(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("A body cannot be limited to " + bytes + " bytes");
        }
        return new RouteInfo(number, method, template, handler, status, bytes, consumes, produces);
    }

    /** The same route with another status of its answer when the handler returns. */
    public RouteInfo status(int code) {
        return new RouteInfo(number, method, template, handler, code, maxBody, consumes, produces);
    }

    public int number() {
        return number;
    }

    public String method() {
        return method;
    }

    public String template() {
        return template;
    }

    public String handler() {
        return handler;
    }

    /** The status of an answer to which the handler gives no other. */
    public int status() {
        return status;
    }

    /** The largest body in bytes, or {@link #SERVER_LIMIT}. */
    public int maxBody() {
        return maxBody;
    }

    /** The types of body that the route reads; empty if it ignores any. */
    public List<String> consumes() {
        return consumes.stream().map(MediaRange::toString).toList();
    }

    /** The types of body that the route answers with; empty if it does not say. */
    public List<String> produces() {
        return produces.stream().map(MediaRange::toString).toList();
    }

    List<MediaRange> consumedRanges() {
        return consumes;
    }

    List<MediaRange> producedRanges() {
        return produces;
    }

    /** The route as logs name it: {@code GET /v1/orders/{id}}. */
    @Override
    public String toString() {
        return method + " " + template;
    }
}
