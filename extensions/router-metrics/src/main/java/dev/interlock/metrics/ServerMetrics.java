package dev.interlock.metrics;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.AdminPage;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedConnection;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import dev.interlock.observe.ServerState;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of one server in a registry of Prometheus: requests by method, route and status class, connections,
 * rejections, event loops, threads and memory.
 *
 * <pre>{@code
 * PrometheusRegistry registry = PrometheusRegistry.defaultRegistry;
 * HttpServer.builder(ApiRouter.of(new Orders(store)))
 *         .listener(ServerMetrics.in(registry))
 *         .admin(9090)
 *         .start();
 * }</pre>
 *
 * <p>The admin port of the server shows the metrics of the registry at {@code /metrics}; see also
 * {@link MetricsController}. The server creates all series when it starts. No request creates a series, and recording
 * allocates nothing in steady state. Safe for use by several threads.
 */
public final class ServerMetrics implements ExchangeListener, AutoCloseable {
    private final PrometheusRegistry registry;
    /** Recorder of each event loop that has had a connection, by the thread of the loop. */
    private final Map<Thread, LoopRecorder> recorders = new ConcurrentHashMap<>();

    private volatile @Nullable ServerCollector collector;

    private ServerMetrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * Creates metrics of a server that has not started yet. They are added to the registry when the server starts.
     *
     * @param registry registry that no other server uses
     */
    public static ServerMetrics in(PrometheusRegistry registry) {
        return new ServerMetrics(Objects.requireNonNull(registry));
    }

    /**
     * Called by the server. Adds the metrics to the registry.
     *
     * @throws IllegalStateException if these metrics belong to another server
     * @throws IllegalArgumentException if the registry has metrics of the same names
     */
    @Override
    public synchronized void serverOpened(ServerState server) {
        if (collector != null) {
            throw new IllegalStateException(
                    "These metrics belong to another server. Tip: create a ServerMetrics and a registry for each"
                            + " server");
        }
        ServerCollector created = new ServerCollector(new SeriesTable(server.routes()), server, recorders.values());
        registry.register(created);
        collector = created;
    }

    /** Returns the page of the registry for the admin port. Called by the server. */
    @Override
    public Map<String, AdminPage> adminPages() {
        return Map.of("/metrics", new MetricsPage(registry));
    }

    /** Removes the metrics from the registry, for example before the process starts another server. */
    @Override
    public synchronized void close() {
        ServerCollector registered = collector;
        if (registered != null) {
            registry.unregister(registered);
        }
    }

    /** Called by the server. */
    @Override
    public void connectionOpened(ObservedConnection connection) {
        ServerCollector opened = collector;
        if (opened != null) {
            LoopRecorder recorder =
                    recorders.computeIfAbsent(Thread.currentThread(), loop -> new LoopRecorder(opened.series()));
            connection.attach(this, recorder);
            recorder.count(LoopRecorder.CONNECTIONS_OPENED);
        }
    }

    private @Nullable LoopRecorder recorder(ObservedExchange exchange) {
        return (LoopRecorder) exchange.connection().attachment(this);
    }

    /** Called by the server. */
    @Override
    public void requestBegun(ObservedExchange exchange) {
        LoopRecorder recorder = recorder(exchange);
        if (recorder != null) {
            recorder.count(LoopRecorder.REQUESTS_BEGUN);
        }
    }

    /** Called by the server. */
    @Override
    public void routed(ObservedExchange exchange) {
        LoopRecorder recorder = recorder(exchange);
        SampledTrace trace = recorder == null ? null : recorder.trace(exchange.head());
        if (trace != null) {
            exchange.attach(this, trace);
        }
    }

    /** Called by the server. */
    @Override
    public void responseSent(ObservedExchange exchange) {
        LoopRecorder recorder = recorder(exchange);
        if (recorder != null) {
            int row = ended(recorder, exchange);
            if (exchange.timedOut()) {
                recorder.count(LoopRecorder.HANDLERS_TIMED_OUT);
            }
            long nanos = exchange.lastByteNanos() - exchange.begunNanos();
            recorder.took(row, SeriesTable.outcome(exchange.status()), nanos, trace(exchange));
        }
    }

    /** Called by the server. */
    @Override
    public void responseAborted(ObservedExchange exchange, AbortReason reason) {
        LoopRecorder recorder = recorder(exchange);
        if (recorder != null) {
            int row = ended(recorder, exchange);
            recorder.aborted(reason);
            if (exchange.timedOut()) {
                recorder.count(LoopRecorder.HANDLERS_TIMED_OUT);
            } else if (reason == AbortReason.TIMED_OUT) {
                recorder.count(LoopRecorder.RESPONSES_UNREAD);
            }
            recorder.took(row, SeriesTable.ABORTED, System.nanoTime() - exchange.begunNanos(), trace(exchange));
        }
    }

    private @Nullable SampledTrace trace(ObservedExchange exchange) {
        return (SampledTrace) exchange.attachment(this);
    }

    /** Records the end of an exchange, whether its response was sent or aborted. Returns the row of the exchange. */
    private static int ended(LoopRecorder recorder, ObservedExchange exchange) {
        recorder.count(LoopRecorder.REQUESTS_ENDED);
        RejectionReason rejection = exchange.rejection();
        if (rejection != null) {
            recorder.rejected(rejection);
        }
        int row = recorder.series().row(exchange.route());
        if (row < 0) {
            row = rowWithoutRoute(recorder.series(), exchange, rejection);
        }
        recorder.received(row, exchange.requestBytes());
        recorder.sent(row, exchange.responseBytes());
        return row;
    }

    private static int rowWithoutRoute(
            SeriesTable series, ObservedExchange exchange, @Nullable RejectionReason rejection) {
        boolean isMethodUnknown = !exchange.hasHead() || rejection == RejectionReason.UNKNOWN_METHOD;
        return isMethodUnknown ? series.unknownMethod() : series.unknownPath();
    }
}
