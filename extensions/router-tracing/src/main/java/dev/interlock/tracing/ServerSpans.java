package dev.interlock.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Protocol;
import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ObservedExchange;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names, attributes and events of server spans, according to OpenTelemetry's stable conventions for HTTP. Safe for use
 * by several threads.
 */
final class ServerSpans {
    /** Limit on the characters of an attribute, as for values of the access log. */
    private static final int LONGEST_TEXT = 2048;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ORIGINAL_METHOD = AttributeKey.stringKey("http.request.method_original");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SCHEME = AttributeKey.stringKey("url.scheme");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> CLIENT_ADDRESS = AttributeKey.stringKey("client.address");
    private static final AttributeKey<String> PEER_ADDRESS = AttributeKey.stringKey("network.peer.address");
    private static final AttributeKey<Long> PEER_PORT = AttributeKey.longKey("network.peer.port");
    private static final AttributeKey<String> VERSION = AttributeKey.stringKey("network.protocol.version");
    private static final AttributeKey<String> USER_AGENT = AttributeKey.stringKey("user_agent.original");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("interlock.abort.reason");

    private static final Set<String> KNOWN_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final String OTHER = "_OTHER";
    private static final String TIME_OUT = "timeout";
    private static final byte[] USER_AGENT_FIELD = "user-agent".getBytes(US_ASCII);
    private static final int FIRST_SERVER_ERROR = 500;

    private final QueryText queries;
    /** Whether a route has a secret in its path. A path without a route may then be a misspelled path with a secret. */
    private volatile boolean hasSecretPaths;

    ServerSpans(QueryText queries) {
        this.queries = queries;
    }

    /** Takes note of the routes of a server. */
    void add(List<RouteInfo> routes) {
        for (RouteInfo route : routes) {
            if (route.hasSecretPath()) {
                hasSecretPaths = true;
            }
        }
    }

    /**
     * Starts the span of an exchange.
     *
     * @param parent context with the parent of the span
     * @param hasParent whether the context has a parent; if not, the span begins a trace
     * @param head head of the request, or null if it cannot be read
     */
    Span start(
            Tracer tracer, Context parent, boolean hasParent, ObservedExchange exchange, @Nullable RequestHead head) {
        String method = head == null ? OTHER : method(head, exchange.route());
        SpanBuilder span = tracer.spanBuilder(name(method, exchange.route()))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method);
        if (hasParent) {
            span.setParent(parent);
        } else {
            span.setNoParent();
        }
        addresses(span, exchange);
        if (head != null) {
            span.setAttribute(SCHEME, exchange.scheme());
            request(span, exchange.route(), head, method);
            server(span, exchange.forwardedAuthority(), head);
        }
        return span.startSpan();
    }

    private static String name(String method, @Nullable RouteInfo route) {
        String verb = method.equals(OTHER) ? "HTTP" : method;
        return route == null ? verb : verb + ' ' + route.template();
    }

    /**
     * Returns the method. All methods that neither HTTP nor a route knows share one name, because clients could invent
     * any number of names.
     */
    private static String method(RequestHead head, @Nullable RouteInfo route) {
        String method = text(head, head.methodFrom(), head.methodTo());
        return route != null || KNOWN_METHODS.contains(method) ? method : OTHER;
    }

    private static String text(RequestHead head, int from, int to) {
        return new String(head.bytes(), from, Math.min(to - from, LONGEST_TEXT), ISO_8859_1);
    }

    private void request(SpanBuilder span, @Nullable RouteInfo route, RequestHead head, String method) {
        if (method.equals(OTHER)) {
            span.setAttribute(ORIGINAL_METHOD, text(head, head.methodFrom(), head.methodTo()));
        }
        if (route != null) {
            span.setAttribute(ROUTE, route.template());
        }
        span.setAttribute(VERSION, head.protocol() == Protocol.HTTP_1_0 ? "1.0" : "1.1");
        url(span, route, head);
        int agent = head.find(USER_AGENT_FIELD);
        if (agent >= 0) {
            span.setAttribute(USER_AGENT, text(head, head.valueFrom(agent), head.valueTo(agent)));
        }
    }

    private static void server(SpanBuilder span, @Nullable String forwarded, RequestHead head) {
        Authority authority =
                Authority.parse(forwarded == null ? text(head, head.authorityFrom(), head.authorityTo()) : forwarded);
        if (authority != null) {
            span.setAttribute(SERVER_ADDRESS, authority.host());
            if (authority.port() >= 0) {
                span.setAttribute(SERVER_PORT, (long) authority.port());
            }
        }
    }

    private void url(SpanBuilder span, @Nullable RouteInfo route, RequestHead head) {
        if (route != null && route.hasSecretPath()) {
            span.setAttribute(PATH, route.template());
        } else if (route != null || !hasSecretPaths) {
            span.setAttribute(PATH, text(head, head.pathFrom(), head.pathTo()));
        }
        if (queries.isShown() && head.queryFrom() >= 0) {
            span.setAttribute(QUERY, queries.of(text(head, head.queryFrom(), head.queryTo())));
        }
    }

    private static void addresses(SpanBuilder span, ObservedExchange exchange) {
        if (exchange.connection().remoteAddress() instanceof InetSocketAddress peer) {
            span.setAttribute(PEER_ADDRESS, host(peer));
            span.setAttribute(PEER_PORT, (long) peer.getPort());
        }
        SocketAddress client = exchange.clientAddress();
        if (client instanceof InetSocketAddress internet) {
            span.setAttribute(CLIENT_ADDRESS, host(internet));
        }
    }

    private static String host(InetSocketAddress address) {
        return address.isUnresolved()
                ? address.getHostString()
                : address.getAddress().getHostAddress();
    }

    /** Adds an event which says that the time limit has passed. */
    static void addTimeOut(Span span) {
        span.addEvent("interlock.time_out");
    }

    /** Ends the span of a response that was sent. */
    static void end(Span span, ObservedExchange exchange) {
        int status = exchange.status();
        span.setAttribute(STATUS, status);
        if (status >= FIRST_SERVER_ERROR) {
            Throwable failure = exchange.failure();
            String type = failure == null || failure instanceof HttpException
                    ? String.valueOf(status)
                    : failure.getClass().getName();
            fail(span, exchange, exchange.timedOut() ? TIME_OUT : type);
        } else {
            span.end();
        }
    }

    /** Ends the span of a response that was not sent completely. */
    static void abort(Span span, ObservedExchange exchange, AbortReason reason) {
        if (exchange.status() != 0) {
            span.setAttribute(STATUS, exchange.status());
        }
        String name = reason.name().toLowerCase(Locale.ROOT);
        if (exchange.timedOut() && exchange.status() != HttpStatus.SERVICE_UNAVAILABLE) {
            // A response with another status does not report the time-out, so it has no event yet.
            addTimeOut(span);
        }
        span.addEvent("interlock.aborted", Attributes.of(REASON, name));
        Throwable failure = exchange.failure();
        String type = failure == null || failure instanceof HttpException
                ? name
                : failure.getClass().getName();
        fail(span, exchange, exchange.timedOut() ? TIME_OUT : type);
    }

    /** Ends a span that has failed. */
    private static void fail(Span span, ObservedExchange exchange, String type) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(ERROR_TYPE, type);
        try {
            Throwable failure = exchange.failure();
            if (failure != null) {
                // Calls getMessage() of the application's exception.
                span.recordException(failure);
            }
        } finally {
            span.end();
        }
    }
}
