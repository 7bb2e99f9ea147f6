package dev.interlock.canary;

import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.AdminPage;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import dev.interlock.observe.ServerState;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Listener that counts requests, errors and latencies of one server, and shows the verdict at {@code /canary} of the
 * admin port.
 *
 * <pre>{@code
 * HttpServer.builder(ApiRouter.of(new Orders(store)))
 *         .listener(Canary.of(CanaryOptions.defaults()))
 *         .admin(9090)
 *         .start();
 * }</pre>
 *
 * <p>The listener sees only its own server, so it can test only error rates and latency limits. With
 * {@link #prometheus}, {@code /canary} compares all instances of two versions, and {@code /canary/instance} shows the
 * verdict on this server. In steady state, counting allocates nothing. It takes no lock. Create one object for each
 * server. Safe for use by several threads.
 */
public final class Canary implements ExchangeListener {
    private static final int SERVER_ERRORS = 500;
    private static final int CLIENT_ERRORS = 400;

    private final CanaryOptions options;
    private final CanaryTest test;
    private final @Nullable PrometheusCanary prometheus;
    private final boolean countsServerErrors;
    private final boolean countsServerAborts;
    private final boolean countsClientErrors;
    private final boolean countsClientAborts;
    /** Counts of each event loop, by its thread. */
    private final Map<Thread, LoopCounts> loops = new ConcurrentHashMap<>();

    private volatile @Nullable RouteTable table;

    private Canary(CanaryOptions options, @Nullable PrometheusCanary prometheus) {
        this.options = options;
        this.prometheus = prometheus;
        test = CanaryTest.of(options);
        Set<ErrorKind> errors = options.errors();
        countsServerErrors = errors.contains(ErrorKind.SERVER_ERROR);
        countsServerAborts = errors.contains(ErrorKind.SERVER_ABORT);
        countsClientErrors = errors.contains(ErrorKind.CLIENT_ERROR);
        countsClientAborts = errors.contains(ErrorKind.CLIENT_ABORT);
    }

    /**
     * Creates a listener that tests its server against the limits of the options.
     *
     * @throws IllegalArgumentException if the options contradict each other
     */
    public static Canary of(CanaryOptions options) {
        return new Canary(options, null);
    }

    /**
     * Creates a listener with the default options that also compares two versions by the data of a Prometheus server.
     * The comparison begins now.
     *
     * @param server address of Prometheus, such as {@code http://prometheus:9090}
     * @param baseline label matchers of the old version, such as {@code version="1"}
     * @param canary label matchers of the new version
     * @throws IllegalArgumentException if the address or a selector is not valid
     */
    public static Canary prometheus(URI server, String baseline, String canary) {
        return of(CanaryOptions.defaults()).with(PrometheusCanary.of(server, baseline, canary));
    }

    /** Returns a copy of this listener that also compares two versions by the data of a Prometheus server. */
    public Canary with(PrometheusCanary comparison) {
        return new Canary(options, comparison);
    }

    /** Returns the verdict on this server alone, without a baseline. */
    public Verdict verdict() {
        return test.evaluate(traffic());
    }

    /** Returns the requests of this server since its start, or {@link Traffic#NONE} before. */
    public Traffic traffic() {
        RouteTable known = table;
        if (known == null) {
            return Traffic.NONE;
        }
        Map<String, Traffic.Route> routes = new HashMap<>();
        Collection<LoopCounts> counts = loops.values();
        long[] buckets = new long[LatencyBuckets.COUNT];
        for (int row = 0; row < known.rows(); row++) {
            long requests = 0;
            long errors = 0;
            Arrays.fill(buckets, 0);
            for (LoopCounts loop : counts) {
                errors += loop.errors(row);
                requests += loop.requests(row);
                loop.addLatencies(row, buckets);
            }
            routes.put(known.name(row), new Traffic.Route(requests, errors, LatencyBuckets.histogram(buckets)));
        }
        return Traffic.of(routes);
    }

    /**
     * Called by the server.
     *
     * @throws IllegalStateException if this listener belongs to another server
     */
    @Override
    public synchronized void serverOpened(ServerState server) {
        if (table != null) {
            throw new IllegalStateException(
                    "This listener belongs to another server. Tip: create a Canary for each server");
        }
        table = new RouteTable(server.routes());
    }

    /** Returns the verdict pages. Called by the server. */
    @Override
    public Map<String, AdminPage> adminPages() {
        PrometheusCanary comparison = prometheus;
        if (comparison == null) {
            return Map.of("/canary", new CanaryPage(this::verdict));
        }
        return Map.of(
                "/canary", new CanaryPage(comparison::verdict), "/canary/instance", new CanaryPage(this::verdict));
    }

    /** Called by the server. */
    @Override
    public void connectionOpened(ObservedConnection connection) {
        RouteTable opened = table;
        if (opened != null) {
            connection.attach(this, loops.computeIfAbsent(Thread.currentThread(), loop -> new LoopCounts(opened)));
        }
    }

    /** Called by the server. */
    @Override
    public void responseSent(ObservedExchange exchange) {
        LoopCounts counts = counts(exchange);
        if (counts != null) {
            int status = exchange.status();
            int row = counts.table().row(exchange.route());
            boolean isError =
                    status >= SERVER_ERRORS ? countsServerErrors : status >= CLIENT_ERRORS && countsClientErrors;
            counts.ended(row, isError);
            if (status < SERVER_ERRORS) {
                counts.took(row, exchange.lastByteNanos() - exchange.begunNanos());
            }
        }
    }

    /** Called by the server. */
    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        LoopCounts counts = counts(exchange);
        if (counts != null) {
            boolean isByServer = isByServer(exchange, reason);
            counts.ended(counts.table().row(exchange.route()), isByServer ? countsServerAborts : countsClientAborts);
        }
    }

    private static boolean isByServer(ObservedExchange exchange, AbortReason reason) {
        return switch (reason) {
            case CLIENT_LEFT -> false;
            // Otherwise, the client timed out: it did not send or read.
            case TIMED_OUT -> exchange.timedOut();
            case OUT_OF_MEMORY, FAILED, SHUT_DOWN -> true;
        };
    }

    /**
     * Returns the counts of the loop, or null if the request is malformed or its method is unknown: clients cause
     * these.
     */
    private @Nullable LoopCounts counts(ObservedExchange exchange) {
        RouteInfo route = exchange.route();
        boolean isReadable = exchange.hasHead() && exchange.rejection() != RejectionReason.UNKNOWN_METHOD;
        return route != null || isReadable ? (LoopCounts) exchange.connection().attachment(this) : null;
    }
}
