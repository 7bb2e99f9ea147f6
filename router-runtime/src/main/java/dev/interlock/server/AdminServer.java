package dev.interlock.server;

import dev.interlock.http.Router;
import dev.interlock.internal.admin.AdminLoop;
import dev.interlock.internal.admin.AdminRouter;
import dev.interlock.internal.engine.BodyPace;
import dev.interlock.internal.engine.ConcurrencyLimit;
import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.ExchangeLimits;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.Retained;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.engine.Timeouts;
import dev.interlock.internal.form.FormSettings;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.http1.Http1;
import dev.interlock.internal.http1.Limits;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.Settings;
import dev.interlock.internal.transport.AcceptGate;
import dev.interlock.internal.transport.AcceptTimer;
import dev.interlock.internal.transport.ConnectionOpener;
import dev.interlock.internal.transport.EventLoops;
import dev.interlock.internal.transport.ListeningSocket;
import dev.interlock.internal.transport.OpenConnections;
import dev.interlock.internal.transport.Patience;
import dev.interlock.internal.transport.Transport;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.util.internal.PlatformDependent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Server of the admin port: a second, small server with one event loop, its own limits and no listeners. It shares only
 * the accepting loop with the server of the application, and no handler can block this loop. Safe for use by several
 * threads.
 */
final class AdminServer {
    private static final Logger LOG = ServerLog.of(AdminServer.class);

    private static final int MAX_CONNECTIONS = 64;
    private static final int MAX_IN_FLIGHT = 64;
    /** Threads for pages that may block. */
    private static final int PAGE_THREADS = 2;
    /**
     * Limit on the memory of connections. Metrics of a large application take about 2 MB, which count until the client
     * has read them.
     */
    private static final int MEMORY_BYTES = 16 << 20;
    /** Divisor of the JVM's maximum heap. The admin port may use at most this part. */
    private static final int HEAP_PART = 16;

    /** Bytes that are kept for later pages. A page that needs more memory frees it afterwards. */
    private static final int RETAINED_BYTES = 16 * 1024;

    /** Divisor of the direct memory. */
    private static final int DIRECT_PART = 4;

    private static final int MAX_BODY = 1024;
    private static final long TICK_MILLIS = 1000;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long HEAD_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final EventLoops loops;
    private final BlockingThreads threads = BlockingThreads.ofPlatform(PAGE_THREADS, "interlock-admin-page-");
    private final ListeningSocket socket;

    private AdminServer(
            InetSocketAddress address,
            Transport transport,
            EventLoop accepting,
            LoopClock clock,
            EventLoopGroup group,
            Router router)
            throws Exception {
        MemoryBudget memory = memory(clock);
        Service service = service(router, memory, clock, threads);
        Http1 protocol = new Http1(
                new Limits(Limits.DEFAULT.requestLine(), Limits.DEFAULT.head(), Limits.DEFAULT.fields(), MAX_BODY),
                Setting.MAX_PIPELINED.standard(),
                Setting.SERVE_HALF_CLOSED.standard());
        loops = new EventLoops(
                group, loop -> new EngineLoop(service, protocol, new Timeouts(HEAD_NANOS, IDLE_NANOS), loop, true));
        memory.relief(() -> loops.run(EngineLoop::relieve));
        AcceptGate gate = new AcceptGate(
                new OpenConnections(),
                MAX_CONNECTIONS,
                memory,
                (count, closed) -> loops.closeIdle(0, count, closed),
                new AcceptTimer(accepting, loops));
        socket = ListeningSocket.open(address, transport, accepting, gate, new ConnectionOpener(loops, transport));
        if (clock == LoopClock.SYSTEM) {
            loops.repeat(loop -> loop.tick(2 * TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS)), TICK_MILLIS);
        }
    }

    /**
     * Opens the admin port.
     *
     * @param pages pages of the port
     * @param accepting the accepting event loop of the server
     * @throws StartException if the server cannot listen on the address
     */
    static AdminServer open(
            Settings settings, AdminPages pages, Transport transport, EventLoop accepting, LoopClock clock) {
        InetSocketAddress address = address(settings);
        EventLoopGroup group = transport.adminLoop();
        try {
            Router router = new AdminRouter(
                    pages.on(new Loop(group.next(), clock)),
                    address.getAddress().isLoopbackAddress());
            AdminServer server = new AdminServer(address, transport, accepting, clock, group, router);
            pages.opened(server.activity());
            LOG.info("Listens on admin port {} of {}", server.port(), settings.get(Setting.ADMIN_HOST));
            return server;
        } catch (StartException | Error e) {
            shutDown(group);
            throw e;
        } catch (Exception e) {
            shutDown(group);
            // Netty also throws undeclared checked exceptions.
            throw BindFailure.of(settings, Setting.ADMIN_HOST, Setting.ADMIN_PORT, e);
        }
    }

    private static InetSocketAddress address(Settings settings) {
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(settings.get(Setting.ADMIN_HOST)), settings.get(Setting.ADMIN_PORT));
        } catch (UnknownHostException e) {
            throw BindFailure.unknownHost(settings, Setting.ADMIN_HOST, e);
        }
    }

    // The loop has no connections, so nothing waits for its end.
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void shutDown(EventLoopGroup group) {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static MemoryBudget memory(LoopClock clock) {
        long heap = Runtime.getRuntime().maxMemory() / HEAP_PART;
        long direct = PlatformDependent.maxDirectMemory() / DIRECT_PART;
        return MemoryBudget.of(Math.min(MEMORY_BYTES, Math.min(heap, direct)), clock);
    }

    private static Service service(Router router, MemoryBudget memory, LoopClock clock, BlockingThreads threads) {
        return new Service(
                new RouteTable(router),
                new HandlerCall(router),
                MAX_BODY,
                new BodyPace(0, 0),
                new ConcurrencyLimit(MAX_IN_FLIGHT),
                memory,
                new Retained(RETAINED_BYTES),
                new ConcurrencyLimit(1),
                0,
                threads,
                ExchangeLimits.of(TIMEOUT, router),
                FormSettings.DEFAULT,
                TrustedProxies.of(List.of(), false),
                clock,
                RequestId.RANDOM,
                null);
    }

    /** Whether the calling thread serves pages of this port. */
    boolean isOneOfItsThreads() {
        return threads.isOneOfThem() || loops.isOneOfThem();
    }

    int port() {
        return socket.port();
    }

    private LoopActivity activity() {
        return loops.of(loops.all().get(0)).context().activity();
    }

    /** Accepts waiting clients for a short time. Then closes the port and all connections, and ends the threads. */
    void close(Patience patience) throws InterruptedException {
        try {
            long until = patience.nanoTime() + CLOSE_NANOS;
            socket.close(patience, until);
        } finally {
            threads.shutDownNow();
            loops.shutDown();
        }
        patience.await(loops.ended(), patience.nanoTime() + TimeUnit.SECONDS.toNanos(1));
    }

    /** Event loop of the admin port. */
    private record Loop(EventLoop loop, LoopClock clock) implements AdminLoop {
        @Override
        public void execute(Runnable task) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("A health check returned after the end of the server", e);
            }
        }

        // A loop drops its timers when it ends, so the future is not needed.
        @Override
        @SuppressWarnings("FutureReturnValueIgnored")
        public void later(Runnable task, long nanos) {
            loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public long nanoTime() {
            return clock.nanoTime();
        }
    }
}
