package dev.interlock.server;

import dev.interlock.http.RouteInfo;
import dev.interlock.internal.admin.LoopHealth;
import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.engine.EngineEndpoint;
import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.proxyprotocol.ProxyProtocol;
import dev.interlock.internal.tls.TlsEndpoint;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.watchdog.Watchdog;
import dev.interlock.observe.EventLoopState;
import dev.interlock.observe.ServerState;
import dev.interlock.observe.TlsState;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import io.netty.channel.EventLoop;
import io.netty.util.internal.PlatformDependent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** State of a server, read from its parts. Safe for use by several threads. */
final class RunningState implements ServerState {
    private final Service service;
    private final List<EngineEndpoint> endpoints;
    private final List<RouteInfo> routes;
    /** Limits on exchanges in flight. A limit that several endpoints share occurs once. */
    private final List<ConcurrencyLimit> inFlight;

    private final List<EventLoopState> loops;
    private final Watchdog watchdog;
    /** The server's own threads for blocking handlers, or null if it uses an executor of the application. */
    private final @Nullable BlockingThreads threads;

    private final EndpointSockets sockets;
    private final AccessLogging accessLog;
    private final List<TlsState> tls;
    private final List<TlsEndpoint> secured;
    /** Protocols of all endpoints in addition to HTTP/1.1. */
    private final List<ServerProtocol> added;

    /**
     * @param endpoints all endpoints, the main one first
     * @param routes routes of all endpoints
     * @param added protocols of all endpoints in addition to HTTP/1.1
     */
    RunningState(
            List<EngineEndpoint> endpoints,
            List<RouteInfo> routes,
            EventLoops loops,
            Watchdog watchdog,
            @Nullable BlockingThreads threads,
            EndpointSockets sockets,
            AccessLogging accessLog,
            List<TlsEndpoint> tls,
            List<ServerProtocol> added) {
        this.endpoints = endpoints;
        service = endpoints.get(0).service();
        this.routes = routes;
        inFlight = inFlight(endpoints);
        this.loops = states(loops, watchdog, service.clock());
        this.watchdog = watchdog;
        this.threads = threads;
        this.sockets = sockets;
        this.accessLog = accessLog;
        this.tls = tlsStates(tls);
        secured = List.copyOf(tls);
        this.added = List.copyOf(added);
    }

    private static List<TlsState> tlsStates(List<TlsEndpoint> endpoints) {
        List<TlsState> states = new ArrayList<>();
        for (TlsEndpoint each : endpoints) {
            states.add(new EndpointTlsState(each));
        }
        return List.copyOf(states);
    }

    /** Creates the check of the event loops for the admin port. */
    LoopHealth health(Duration limit, LoopClock clock) {
        List<String> names = new ArrayList<>();
        List<LoopActivity> activities = new ArrayList<>();
        for (EventLoopState loop : loops) {
            names.add(loop.name());
            activities.add(((LoopState) loop).activity());
        }
        return new LoopHealth(names, activities, limit, clock);
    }

    /** Returns the different limits of the endpoints. Several endpoints may share one. */
    private static List<ConcurrencyLimit> inFlight(List<EngineEndpoint> endpoints) {
        List<ConcurrencyLimit> limits = new ArrayList<>();
        for (EngineEndpoint each : endpoints) {
            ConcurrencyLimit limit = each.service().inFlight();
            if (!limits.contains(limit)) {
                limits.add(limit);
            }
        }
        return List.copyOf(limits);
    }

    private static List<EventLoopState> states(EventLoops loops, Watchdog watchdog, LoopClock clock) {
        List<EventLoopState> states = new ArrayList<>();
        for (EventLoop loop : loops.all()) {
            states.add(new LoopState(loops.of(loop).context().activity(), watchdog, states.size(), clock));
        }
        return List.copyOf(states);
    }

    /** @param index index of the loop in the watchdog */
    private record LoopState(LoopActivity activity, Watchdog watchdog, int index, LoopClock clock)
            implements EventLoopState {
        @Override
        public String name() {
            return watchdog.name(index);
        }

        @Override
        public OptionalLong cpuNanos() {
            long nanos = watchdog.cpuNanos(index);
            return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
        }

        @Override
        public long lagNanos() {
            return activity.lagNanos(clock.nanoTime());
        }
    }

    @Override
    public List<RouteInfo> routes() {
        return routes;
    }

    @Override
    public List<EventLoopState> eventLoops() {
        return loops;
    }

    @Override
    public long stalls() {
        return watchdog.stalls();
    }

    @Override
    public int openConnections() {
        return sockets.openConnections();
    }

    @Override
    public int maxConnections() {
        return sockets.maxConnections();
    }

    @Override
    public long closedIdleConnections() {
        return sockets.closedIdle();
    }

    @Override
    public long rejectedProxyHeaders() {
        long rejected = 0;
        for (EngineEndpoint each : endpoints) {
            rejected += each.protocol() instanceof ProxyProtocol protocol
                    ? protocol.rejections().get()
                    : 0;
        }
        return rejected;
    }

    @Override
    public List<TlsState> tls() {
        return tls;
    }

    @Override
    public Map<String, Map<String, Long>> protocolViolations() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        for (ServerProtocol each : added) {
            add(each.applicationProtocol(), each.violations(), all);
        }
        for (TlsEndpoint each : secured) {
            add("tls", each.statistics().violations(), all);
        }
        return all;
    }

    private static void add(String protocol, Map<String, Long> violations, Map<String, Map<String, Long>> all) {
        if (!violations.isEmpty()) {
            Map<String, Long> sums = all.computeIfAbsent(protocol, key -> new TreeMap<>());
            violations.forEach((rule, count) -> sums.merge(rule, count, Long::sum));
        }
    }

    @Override
    public int inFlight() {
        int count = 0;
        for (ConcurrencyLimit each : inFlight) {
            count += each.count();
        }
        return count;
    }

    @Override
    public int maxInFlight() {
        int most = 0;
        for (ConcurrencyLimit each : inFlight) {
            most += each.most();
        }
        return most;
    }

    @Override
    public int streams() {
        return service.streams().count();
    }

    @Override
    public int maxStreams() {
        return service.streams().most();
    }

    @Override
    public OptionalInt runningBlockingHandlers() {
        return threads == null ? OptionalInt.empty() : OptionalInt.of(threads.running());
    }

    @Override
    public OptionalInt waitingBlockingHandlers() {
        return threads == null ? OptionalInt.empty() : OptionalInt.of(threads.waiting());
    }

    @Override
    public OptionalInt maxBlockingThreads() {
        int limit = threads == null ? 0 : threads.limit();
        return limit == 0 ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private MemoryBudget memory() {
        return service.memory();
    }

    @Override
    public long connectionHeapBytes() {
        return memory().heap().used();
    }

    @Override
    public long maxConnectionHeapBytes() {
        return memory().heap().limit();
    }

    @Override
    public long connectionDirectBytes() {
        return memory().direct().used();
    }

    @Override
    public long maxConnectionDirectBytes() {
        return memory().direct().limit();
    }

    @Override
    public long directMemoryBytes() {
        return Math.max(0, PlatformDependent.usedDirectMemory());
    }

    @Override
    public long maxDirectMemoryBytes() {
        return PlatformDependent.maxDirectMemory();
    }

    @Override
    public long bufferPoolBytes() {
        return ByteBufAllocator.DEFAULT instanceof ByteBufAllocatorMetricProvider pool
                ? pool.metric().usedDirectMemory()
                : 0;
    }

    @Override
    public OptionalLong droppedAccessLogLines() {
        return accessLog.dropped();
    }
}
