package dev.interlock.server;

import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.engine.EngineEndpoint;
import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.Faults;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.MemoryReserve;
import dev.interlock.internal.flight.SlowExchanges;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.netty.NettyDefaults;
import dev.interlock.internal.process.FatalExit;
import dev.interlock.internal.process.Terminable;
import dev.interlock.internal.process.Termination;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.transport.Patience;
import dev.interlock.internal.transport.Transport;
import dev.interlock.internal.transport.TransportException;
import dev.interlock.internal.watchdog.Watchdog;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ServerState;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.Future;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * A running HTTP/1.1 server. The exchanges in flight may finish when {@link #close()} is called, at SIGTERM, and at any
 * other end of the JVM. Safe for use by several threads.
 *
 * <p>Netty's leak detection and Flight Recorder events are off by default. The system properties
 * {@code io.netty.leakDetection.level} and {@code io.netty.jfr.enabled} switch them on.
 *
 * <pre>{@code
 * HttpServer.builder(ApiRouter.of(new Orders(store))).port(8080).start().awaitShutdown();
 * }</pre>
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = ServerLog.of(HttpServer.class);

    private static final long DRAIN_MILLIS = 50;
    private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Settings settings;
    private final Surroundings surroundings;
    /** Time between two checks of the time limits. */
    private final Duration tick;

    private final Transport.Kind transport;
    private final BlockingThreads ownThreads;
    private final UploadDirectory uploads;
    private final AccessLogging accessLog;
    private final MemoryBudget memory;
    private final EventLoops loops;
    /** Event loop that accepts connections and does nothing else. */
    private final EventLoopGroup accepting;

    private final Watchdog watchdog;
    private final EndpointSockets sockets;
    private final TlsReloads tls;
    private final RunningState state;
    /** Server of the admin port, or null. */
    private final @Nullable AdminServer admin;

    private final Terminable atEndOfProcess = new AtEndOfProcess();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Patience patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    private HttpServer(Router router, Settings settings, Surroundings surroundings) {
        this.settings = settings;
        this.surroundings = surroundings;
        List<EndpointSettings> endpoints = EndpointSettings.of(router, settings, surroundings, this::port);
        tls = new TlsReloads(endpoints);
        tick = EndpointSettings.tick(endpoints);
        patience = new Patience(surroundings.clock());
        Transport access = settings.get(Setting.TRANSPORT).map(Transport::of).orElseGet(Transport::best);
        transport = access.type();
        ownThreads = new BlockingThreads(settings.get(Setting.BLOCKING_THREADS));
        Executor chosen = surroundings.blockingExecutor();
        Executor blocking = chosen == null ? ownThreads : chosen;
        uploads = UploadDirectory.in(
                settings.get(Setting.UPLOAD_DIRECTORY), blocking, settings.get(Setting.MAX_STORED_BYTES));
        Faults.prepare();
        FatalExit.prepare();
        MemoryReserve.fill();
        memory = memory(settings, surroundings.clock());
        List<RouteInfo> routes = EndpointSettings.routes(endpoints);
        AccessLogging log = AccessLogging.open(settings, routes, surroundings.clock());
        accessLog = log;
        List<EngineEndpoint> served;
        try {
            served = services(blocking).of(endpoints);
            loops = eventLoops(served, access);
        } catch (Throwable e) {
            attempt(() -> log.close(LAST_WAIT_NANOS));
            attempt(tls::close);
            throw e;
        }
        EventLoopGroup acceptor = null;
        EndpointSockets listening = null;
        Watchdog watching = null;
        AdminServer opened = null;
        try {
            acceptor = access.acceptingLoop();
            EventLoop accepts = acceptor.next();
            sockets = new EndpointSockets(endpoints, loops, accepts, memory);
            listening = sockets;
            watching = Watchdog.over(loops, accepts, settings.get(Setting.STALL_THRESHOLD), FatalExit::now);
            state = new RunningState(
                    served,
                    routes,
                    loops,
                    watching,
                    chosen == null ? ownThreads : null,
                    sockets,
                    accessLog,
                    tls.endpoints(),
                    EndpointSettings.added(endpoints));
            surroundings.listeners().forEach(listener -> open(listener, state));
            expectTicks();
            opened = openAdmin(access, accepts);
            admin = opened;
            sockets.listen(access);
            accepting = acceptor;
            watchdog = watching;
            memory.relief(() -> loops.run(EngineLoop::relieve));
            uploads.removeRemains();
        } catch (Throwable e) {
            if (listening != null) {
                attempt(listening::closeAtOnce);
            }
            if (watching != null) {
                // This comes before the end of the loops. Otherwise, the watchdog would report that end as a failure.
                attempt(watching::close);
            }
            attempt(ownThreads::shutDownNow);
            attempt(loops::shutDown);
            close(opened);
            closeListeners();
            attempt(() -> log.close(LAST_WAIT_NANOS));
            attempt(tls::close);
            if (acceptor != null) {
                shutDown(acceptor);
            }
            throw e;
        }
    }

    private static void open(ExchangeListener listener, ServerState state) {
        try {
            listener.serverOpened(state);
        } catch (UncheckedIOException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private EndpointServices services(Executor blocking) {
        List<ExchangeListener> listeners = accessLog.listeners(surroundings.listeners());
        return new EndpointServices(
                memory, blocking, uploads, listeners, slowExchanges(listeners), surroundings.clock());
    }

    private @Nullable SlowExchanges slowExchanges(List<ExchangeListener> listeners) {
        // By default, only servers that observe exchanges anyway record slow ones. Other servers need not note the
        // times.
        boolean isObserved = !listeners.isEmpty() || settings.get(Setting.ADMIN_PORT) >= 0;
        long slow = settings.get(Setting.SLOW_EXCHANGE).toNanos();
        boolean isWanted = slow > 0 && (isObserved || !settings.isDefault(Setting.SLOW_EXCHANGE));
        return isWanted ? new SlowExchanges(slow, surroundings.clock()) : null;
    }

    /** Opens the admin port before the server listens, so that probes see a server that is not ready yet. */
    private @Nullable AdminServer openAdmin(Transport access, EventLoop acceptor) {
        if (settings.get(Setting.ADMIN_PORT) < 0) {
            return null;
        }
        AdminPages pages = new AdminPages(settings, surroundings, state, this::notReady);
        return AdminServer.open(settings, pages, access, acceptor, surroundings.clock());
    }

    /** Returns the reason why the server is not ready, or null. */
    private @Nullable String notReady() {
        if (surroundings.readiness().isReady()) {
            return null;
        }
        return closing.get() ? "is shutting down" : "is starting";
    }

    /** Closes the admin port, if there is one. */
    private void close(@Nullable AdminServer port) {
        if (port != null) {
            attempt(() -> {
                try {
                    port.close(patience);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    private EventLoops eventLoops(List<EngineEndpoint> endpoints, Transport access) {
        return new EventLoops(
                access.eventLoops(settings.get(Setting.EVENT_LOOP_THREADS)),
                loop -> new EngineLoop(endpoints, loop, !settings.get(Setting.STRICT)));
    }

    private static MemoryBudget memory(Settings settings, LoopClock clock) {
        try {
            return MemoryBudget.of(settings.get(Setting.CONNECTION_MEMORY), clock);
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    /** Creates the builder of a server for the routes. */
    public static ServerBuilder builder(Router router) {
        return new ServerBuilder(router);
    }

    static HttpServer start(Router router, Settings settings, Surroundings surroundings) {
        EndpointSettings.requireFresh(router);
        NettyDefaults.set();
        HttpServer server = open(router, settings, surroundings);
        try {
            server.begin();
        } catch (Throwable e) {
            attempt(server::cut);
            attempt(server::close);
            throw e;
        }
        return server;
    }

    private static HttpServer open(Router router, Settings settings, Surroundings surroundings) {
        try {
            return new HttpServer(router, settings, surroundings);
        } catch (TransportException e) {
            throw new StartException(String.valueOf(e.getMessage()));
        }
    }

    private void begin() {
        LOG.info(
                "Listens on port {} of {}, with {} event loops on {}",
                sockets.port(),
                settings.get(Setting.HOST),
                settings.get(Setting.EVENT_LOOP_THREADS),
                transport);
        for (Endpoint each : surroundings.endpoints()) {
            LOG.info("Also listens on {}", each.path() == null ? "port " + port(each) + " of " + each.host() : each);
        }
        tls.begin(surroundings.clock(), surroundings.handlesSignals());
        startTicking();
        Termination.ofProcess().add(atEndOfProcess, surroundings.handlesSignals());
        if (surroundings.handlesSignals()) {
            accessLog.reopenAtHangup();
        }
        surroundings.readiness().set(true);
    }

    private void expectTicks() {
        if (surroundings.clock() == LoopClock.SYSTEM) {
            for (EventLoop loop : loops.all()) {
                loops.of(loop)
                        .context()
                        .activity()
                        .beginTicks(surroundings.clock().nanoTime(), tick.toNanos());
            }
        }
    }

    private void startTicking() {
        // A test with its own clock decides when the limits are checked.
        if (surroundings.clock() == LoopClock.SYSTEM) {
            loops.repeat(this::tick, tick.toMillis());
        }
    }

    private void tick(EngineLoop loop) {
        loop.tick(2 * tick.toNanos());
    }

    /**
     * Checks the time limits of all connections once, for tests that set the clock. Returns one future for each event
     * loop. A future completes after the check of its loop.
     */
    List<Future<?>> tick() {
        return loops.run(this::tick);
    }

    /**
     * Returns the port on which the server listens. If the configured port is 0, this is the free port that the system
     * chose.
     */
    public int port() {
        return sockets.port();
    }

    /**
     * Returns the port of an added endpoint. If its configured port is 0, this is the free port that the system chose.
     *
     * @throws IllegalArgumentException if the server does not have this object as an endpoint, or if it is a unix
     *     domain socket
     */
    public int port(Endpoint endpoint) {
        return sockets.port(endpoint);
    }

    /** Returns the port for health checks and metrics, or -1 if there is none. */
    public int adminPort() {
        return admin == null ? -1 : admin.port();
    }

    /** Returns the state of the server, for metrics and health checks. Also available after the server has closed. */
    public ServerState state() {
        return state;
    }

    /** Returns the number of idle connections that were closed because new clients waited for a connection. */
    long closedIdleConnections() {
        return sockets.closedIdle();
    }

    /** Returns the number of open connections. */
    int openConnections() {
        return sockets.openConnections();
    }

    /**
     * Waits until the server has closed. After SIGTERM, the JVM then ends. If the application has work to do before
     * that, use a {@linkplain Runtime#addShutdownHook shutdown hook}, which runs after the last exchange.
     *
     * @throws InterruptedException if the waiting thread is interrupted; the server continues
     */
    public void awaitShutdown() throws InterruptedException {
        closed.await();
    }

    /**
     * Shuts the server down: sets {@linkplain ServerBuilder#readiness readiness} to false, serves on for the shutdown
     * delay, stops accepting connections, lets exchanges in flight finish until the shutdown deadline, and closes the
     * rest. Returns when this is done. If a handler calls this method, the method returns at once, because the
     * handler's exchange is in flight. Later calls wait for the first call. If the calling thread is interrupted, all
     * remaining connections are closed at once.
     */
    @Override
    public void close() {
        if (loops.isOneOfThem() || ownThreads.isOneOfThem() || (admin != null && admin.isOneOfItsThreads())) {
            new Thread(this::close, "interlock-close").start();
            return;
        }
        shutDown();
        Termination.ofProcess().remove(atEndOfProcess);
    }

    /** Like {@link #close()}, but called at the end of the JVM. */
    void shutDown() {
        try {
            if (closing.compareAndSet(false, true)) {
                stop();
            }
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Loads changed TLS files now. Handshakes use them as soon as this method returns. For tests. */
    void reloadTls() {
        tls.reload();
    }

    /** Returns the memory budget of all connections, for tests. */
    MemoryBudget memory() {
        return memory;
    }

    /** Ends all waits of a shutdown at once. */
    void cut() {
        patience.end();
    }

    private void stop() throws InterruptedException {
        surroundings.readiness().set(false);
        try {
            patience.await(
                    patience.nanoTime() + settings.get(Setting.SHUTDOWN_DELAY).toNanos());
            long deadline = patience.nanoTime()
                    + settings.get(Setting.SHUTDOWN_DEADLINE).toNanos();
            // The listening sockets are closed first. Later responses have "Connection: close", and clients that
            // reconnect should reach another server.
            sockets.close(patience, deadline);
            runOnLoops(EngineLoop::drain, deadline);
            drain(deadline);
        } finally {
            // Each step runs even if an earlier one has failed. Without memory, any step may fail.
            attempt(ownThreads::shutDownNow);
            attempt(watchdog::close);
            attempt(loops::shutDown);
            endWith(loops.ended());
        }
    }

    private static void attempt(Runnable end) {
        try {
            end.run();
        } catch (Throwable e) {
            Faults.error(LOG, "Closing a part of the server failed", e);
        }
    }

    // The accepting loop has no work that must finish, so nothing waits for its end.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void shutDown(EventLoopGroup accepting) {
        accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    /**
     * Waits for the end of the event loops, and then closes the other parts. Closes them even if the caller is
     * interrupted.
     */
    private void endWith(Future<?> ended) throws InterruptedException {
        try {
            patience.await(ended, patience.nanoTime() + LAST_WAIT_NANOS);
        } finally {
            closeListeners();
            attempt(() -> accessLog.close(LAST_WAIT_NANOS));
            attempt(tls::close);
            attempt(uploads::close);
            // The admin port closes this late so that probes see the whole shutdown.
            close(admin);
            attempt(() -> shutDown(accepting));
            closed.countDown();
        }
    }

    private void closeListeners() {
        for (ExchangeListener each : surroundings.listeners()) {
            attempt(each::serverClosed);
        }
    }

    private void drain(long deadline) throws InterruptedException {
        loops.repeat(EngineLoop::drain, DRAIN_MILLIS);
        int left = sockets.awaitConnections(patience, deadline);
        if (left > 0) {
            LOG.warn(
                    "{} exchanges did not finish within {} and are cut", left, settings.get(Setting.SHUTDOWN_DEADLINE));
        }
    }

    private void runOnLoops(Consumer<EngineLoop> task, long deadline) throws InterruptedException {
        for (Future<?> running : loops.run(task)) {
            patience.await(running, deadline);
        }
    }

    /** Steps of this server when the process ends. */
    private final class AtEndOfProcess implements Terminable {
        @Override
        public void shutDown() {
            HttpServer.this.shutDown();
        }

        @Override
        public void cut() {
            HttpServer.this.cut();
        }
    }
}
