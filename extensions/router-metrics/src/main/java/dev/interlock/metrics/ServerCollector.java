package dev.interlock.metrics;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.EventLoopState;
import dev.interlock.observe.RejectionReason;
import dev.interlock.observe.ServerState;
import dev.interlock.observe.TlsState;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToLongFunction;

/**
 * Creates the snapshots of a server's metrics from the counters of all loops and the state of the server. Safe for use
 * by several threads.
 */
final class ServerCollector implements MultiCollector {
    private static final Labels HEAP = Labels.of("area", "heap");
    private static final Labels DIRECT = Labels.of("area", "direct");

    private final SeriesTable series;
    private final ServerState server;
    /** Recorders of the event loops. More may be added at any time. */
    private final Collection<LoopRecorder> recorders;

    private final RequestHistograms histograms;
    private final long createdMillis = System.currentTimeMillis();
    private final List<MetricFamilyDescriptor> descriptors;

    ServerCollector(SeriesTable series, ServerState server, Collection<LoopRecorder> recorders) {
        this.series = series;
        this.server = server;
        this.recorders = recorders;
        histograms = new RequestHistograms(series, createdMillis);
        // Without event loops, because the JDK would load its management classes to read their CPU times.
        descriptors = snapshots(List.of()).descriptors();
    }

    SeriesTable series() {
        return series;
    }

    @Override
    public List<MetricFamilyDescriptor> getMetricFamilyDescriptors() {
        return descriptors;
    }

    @Override
    public MetricSnapshots collect() {
        return snapshots(server.eventLoops()).all();
    }

    private Snapshots snapshots(List<EventLoopState> eventLoops) {
        List<LoopRecorder> loops = List.copyOf(recorders);
        Snapshots snapshots = new Snapshots(createdMillis);
        snapshots.histogram(histograms.durations(loops));
        snapshots.histogram(histograms.requestSizes(loops));
        snapshots.histogram(histograms.responseSizes(loops));
        addActiveRequests(snapshots, loops);
        addReasons(snapshots, loops);
        addConnections(snapshots, loops);
        if (!server.tls().isEmpty()) {
            addTls(snapshots);
        }
        addViolations(snapshots);
        addExchanges(snapshots);
        addEventLoops(snapshots, eventLoops);
        addBlockingHandlers(snapshots);
        addMemory(snapshots);
        server.droppedAccessLogLines()
                .ifPresent(lines -> snapshots.counter(
                        "interlock_access_log_dropped_lines", "Lines that the access log has dropped", null, lines));
        snapshots.info("interlock_build", "Version of Interlock", Labels.of("version", Version.CURRENT));
        return snapshots;
    }

    private static long sum(List<LoopRecorder> loops, int event) {
        long sum = 0;
        for (LoopRecorder loop : loops) {
            sum += loop.events(event);
        }
        return sum;
    }

    private static long rejections(List<LoopRecorder> loops, RejectionReason reason) {
        long sum = 0;
        for (LoopRecorder loop : loops) {
            sum += loop.rejections(reason);
        }
        return sum;
    }

    private static long aborts(List<LoopRecorder> loops, AbortReason reason) {
        long sum = 0;
        for (LoopRecorder loop : loops) {
            sum += loop.aborts(reason);
        }
        return sum;
    }

    private static void addActiveRequests(Snapshots snapshots, List<LoopRecorder> loops) {
        // The ended requests are read first. Otherwise the difference could be negative.
        long ended = sum(loops, LoopRecorder.REQUESTS_ENDED);
        long begun = sum(loops, LoopRecorder.REQUESTS_BEGUN);
        snapshots.gauge(
                "http_server_active_requests", "Requests whose responses are not sent yet", null, begun - ended);
    }

    private static void addReasons(Snapshots snapshots, List<LoopRecorder> loops) {
        List<Labelled> rejections = new ArrayList<>();
        List<Labelled> shed = new ArrayList<>();
        for (RejectionReason reason : RejectionReason.values()) {
            long count = rejections(loops, reason);
            (reason.isOverload() ? shed : rejections).add(new Labelled(reason(reason), count));
        }
        List<Labelled> aborts = new ArrayList<>();
        for (AbortReason reason : AbortReason.values()) {
            long count = aborts(loops, reason);
            aborts.add(new Labelled(reason(reason), count));
        }
        snapshots.counters(
                "interlock_requests_rejected",
                "Requests that the server rejected before a handler had all of them",
                rejections);
        snapshots.counters(
                "interlock_requests_shed", "Requests that the server rejected to protect itself from overload", shed);
        snapshots.counters(
                "interlock_responses_aborted",
                "Responses that were not sent completely, including none at all",
                aborts);
        long late = rejections(loops, RejectionReason.TIMED_OUT);
        snapshots.counters(
                "interlock_exchanges_timed_out",
                "Exchanges that ended at a time limit, by the part that was late",
                List.of(
                        new Labelled(Labels.of("part", "request"), late),
                        new Labelled(Labels.of("part", "handler"), sum(loops, LoopRecorder.HANDLERS_TIMED_OUT)),
                        new Labelled(Labels.of("part", "response"), sum(loops, LoopRecorder.RESPONSES_UNREAD))));
    }

    private static Labels reason(Enum<?> reason) {
        return Labels.of("reason", reason.name().toLowerCase(Locale.ROOT));
    }

    private void addConnections(Snapshots snapshots, List<LoopRecorder> loops) {
        snapshots.counter(
                "interlock_connections_opened",
                "Connections that clients have opened",
                null,
                sum(loops, LoopRecorder.CONNECTIONS_OPENED));
        snapshots.gauge("interlock_connections", "Open connections", null, server.openConnections());
        snapshots.gauge("interlock_connections_limit", "Limit on open connections", null, server.maxConnections());
        snapshots.counter(
                "interlock_idle_connections_closed",
                "Idle connections that the server closed because new clients waited",
                null,
                server.closedIdleConnections());
        snapshots.counter(
                "interlock_proxy_headers_rejected",
                "Connections closed because no valid header of the PROXY protocol came from a trusted proxy",
                null,
                server.rejectedProxyHeaders());
    }

    private void addTls(Snapshots snapshots) {
        List<TlsState> endpoints = server.tls();
        snapshots.gauge("interlock_tls_handshakes", "Handshakes of TLS in progress", null, sum(TlsState::handshakes));
        snapshots.counters(
                "interlock_tls_handshakes_ended",
                "Handshakes of TLS that have ended, and requests without TLS on a port with TLS",
                List.of(
                        result("completed", TlsState::completedHandshakes),
                        result("failed", TlsState::failedHandshakes),
                        result("plaintext", TlsState::requestsWithoutTls)));
        snapshots.counters(
                "interlock_tls_reloads",
                "Attempts to load changed files of TLS",
                List.of(result("loaded", TlsState::reloads), result("failed", TlsState::failedReloads)));
        endpoints.stream()
                .flatMap(each -> each.expiry().stream())
                .min(Instant::compareTo)
                .ifPresent(end -> snapshots.gauge(
                        "interlock_tls_certificate_expiry_seconds",
                        "Time at which the first certificate expires, in seconds since 1970",
                        null,
                        end.getEpochSecond()));
    }

    /** Adds a series for each rule, including rules that no client has violated. */
    private void addViolations(Snapshots snapshots) {
        List<Labelled> violations = new ArrayList<>();
        server.protocolViolations()
                .forEach((protocol, rules) -> rules.forEach((rule, count) ->
                        violations.add(new Labelled(Labels.of("protocol", protocol, "reason", rule), count))));
        if (!violations.isEmpty()) {
            snapshots.counters(
                    "interlock_protocol_violations",
                    "Connections and streams that ended because a client violated a rule or a limit of its protocol",
                    violations);
        }
    }

    private long sum(ToLongFunction<TlsState> value) {
        return server.tls().stream().mapToLong(value).sum();
    }

    private Labelled result(String result, ToLongFunction<TlsState> value) {
        return new Labelled(Labels.of("result", result), sum(value));
    }

    private void addExchanges(Snapshots snapshots) {
        snapshots.gauge(
                "interlock_exchanges_in_flight",
                "Exchanges that count for the limit: blocking and asynchronous handlers, and bodies on their way",
                null,
                server.inFlight());
        snapshots.gauge(
                "interlock_exchanges_in_flight_limit", "Limit on exchanges in flight", null, server.maxInFlight());
        snapshots.gauge(
                "interlock_body_streams", "Bodies that handlers read while they arrive", null, server.streams());
        snapshots.gauge("interlock_body_streams_limit", "Limit on these bodies", null, server.maxStreams());
    }

    private void addEventLoops(Snapshots snapshots, List<EventLoopState> eventLoops) {
        List<Labelled> lags = new ArrayList<>();
        List<Labelled> busy = new ArrayList<>();
        for (EventLoopState loop : eventLoops) {
            Labels labels = Labels.of("event_loop", loop.name());
            lags.add(new Labelled(labels, Unit.nanosToSeconds(loop.lagNanos())));
            loop.cpuNanos().ifPresent(nanos -> busy.add(new Labelled(labels, Unit.nanosToSeconds(nanos))));
        }
        snapshots.gauges(
                "interlock_event_loop_lag_seconds",
                "Longest delay of a periodic task of the event loop in the last 15 to 30 seconds",
                Unit.SECONDS,
                lags);
        snapshots.counters(
                "interlock_event_loop_busy_seconds",
                "CPU time of the event loop; its rate is the busy share, from 0 to 1",
                Unit.SECONDS,
                busy);
        snapshots.counter(
                "interlock_event_loop_stalls",
                "Times that a handler held an event loop for longer than the stall threshold",
                null,
                server.stalls());
    }

    private void addBlockingHandlers(Snapshots snapshots) {
        addIfKnown(
                snapshots,
                "interlock_blocking_handlers_running",
                "Blocking handlers that run now",
                server.runningBlockingHandlers());
        addIfKnown(
                snapshots,
                "interlock_blocking_handlers_waiting",
                "Calls of blocking handlers that wait for a thread",
                server.waitingBlockingHandlers());
        addIfKnown(
                snapshots,
                "interlock_blocking_threads_limit",
                "Limit on the threads of blocking handlers; missing if they are virtual threads",
                server.maxBlockingThreads());
    }

    private static void addIfKnown(Snapshots snapshots, String name, String help, OptionalInt value) {
        value.ifPresent(known -> snapshots.gauge(name, help, null, known));
    }

    private void addMemory(Snapshots snapshots) {
        snapshots.gauges(
                "interlock_connection_memory_bytes",
                "Memory that connections hold, as far as it counts for the limit",
                Unit.BYTES,
                List.of(
                        new Labelled(HEAP, server.connectionHeapBytes()),
                        new Labelled(DIRECT, server.connectionDirectBytes())));
        snapshots.gauges(
                "interlock_connection_memory_limit_bytes",
                "Limit on the memory that connections hold",
                Unit.BYTES,
                List.of(
                        new Labelled(HEAP, server.maxConnectionHeapBytes()),
                        new Labelled(DIRECT, server.maxConnectionDirectBytes())));
        snapshots.gauge(
                "interlock_buffer_pool_bytes",
                "Direct memory in the pool of buffers, used or idle",
                Unit.BYTES,
                server.bufferPoolBytes());
        snapshots.gauge(
                "interlock_direct_memory_bytes",
                "Direct memory that Netty has allocated in this process",
                Unit.BYTES,
                server.directMemoryBytes());
        snapshots.gauge(
                "interlock_direct_memory_limit_bytes",
                "Limit on the direct memory of this process",
                Unit.BYTES,
                server.maxDirectMemoryBytes());
    }
}
