package dev.interlock.server;

import dev.interlock.http.Router;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running HTTP/1.1 server. {@link #close()}, and the end of the JVM (SIGTERM), let the exchanges in flight finish. Safe
 * for use by several threads.
 *
 * <pre>{@code
 * HttpServer.builder(ApiRouter.of(new Orders(store))).port(8080).start().awaitShutdown();
 * }</pre>
 */
// What is left of the event loops shuts down whether or not somebody waits for it.
@SuppressWarnings("FutureReturnValueIgnored")
public final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private static final int BACKLOG = 1024;
    private static final WriteBufferWaterMark WRITE_BUFFER = new WriteBufferWaterMark(64 * 1024, 128 * 1024);
    private static final long LONGEST_TICK_MILLIS = 1000;
    private static final long DRAIN_MILLIS = 50;
    private static final long LAST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Router router;
    private final Settings settings;
    private final EventLoopGroup eventLoops;
    private final Map<EventExecutor, LoopState> loops = new HashMap<>();
    private final OpenConnections open = new OpenConnections();
    private final ExecutorService ownThreads;
    private final Channel serverChannel;
    private final int port;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread shutdownHook = new Thread(this::shutDown, "interlock-shutdown");

    private HttpServer(Router router, Settings settings) {
        this.router = router;
        this.settings = settings;
        ownThreads = BlockingThreads.start(settings.blockingThreads());
        Transport transport = Transport.of(settings.transport());
        InetSocketAddress address = address(settings);
        eventLoops = transport.eventLoops(settings.eventLoopThreads());
        Service service = service();
        for (EventExecutor loop : eventLoops) {
            loops.put(loop, new LoopState(service, loop));
        }
        try {
            serverChannel =
                    bootstrap(transport).bind(address).syncUninterruptibly().channel();
        } catch (Exception e) {
            // Bind failures are checked exceptions that Netty throws undeclared.
            eventLoops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            LOG.debug("The server cannot start", e);
            throw new StartException(describe(e, settings));
        }
        port = ((InetSocketAddress) serverChannel.localAddress()).getPort();
        LOG.info(
                "Listens on port {} of {}, with {} event loops on {}",
                port,
                settings.host(),
                settings.eventLoopThreads(),
                transport.type());
    }

    private Service service() {
        Executor blocking = settings.blockingExecutor();
        BodyPace pace =
                new BodyPace(settings.minBodyRate(), settings.headTimeout().toNanos());
        return new Service(
                router,
                settings.limits(),
                settings.maxPipelined(),
                pace,
                new InFlight(settings.maxInFlight()),
                blocking == null ? ownThreads : blocking);
    }

    /** A server for the routes, to be configured and started. */
    public static ServerBuilder builder(Router router) {
        return new ServerBuilder(router);
    }

    static HttpServer start(Router router, Settings settings) {
        HttpServer server = new HttpServer(router, settings);
        server.startTicking();
        Runtime.getRuntime().addShutdownHook(server.shutdownHook);
        return server;
    }

    private static InetSocketAddress address(Settings settings) {
        try {
            return new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        } catch (UnknownHostException e) {
            LOG.debug("The server cannot start", e);
            throw new StartException(
                    "The host '" + settings.host() + "' is not known. Tip: 0.0.0.0 listens on every interface");
        }
    }

    private static String describe(Exception failure, Settings settings) {
        String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        String place = "port " + settings.port() + " of " + settings.host();
        if (reason.contains("in use")) {
            return "Another process listens on " + place + " already. Tip: stop it or choose another port;"
                    + " port(0) takes a free one";
        }
        if (reason.contains("denied")) {
            return "This process has no privilege to listen on " + place + ". Tip: choose a port above 1023";
        }
        if (reason.contains("assign")) {
            return "No interface of this machine has the address " + settings.host()
                    + ". Tip: 0.0.0.0 listens on every interface";
        }
        return "Cannot listen on " + place + ": " + failure.getMessage();
    }

    private ServerBootstrap bootstrap(Transport transport) {
        return new ServerBootstrap()
                .group(eventLoops)
                .channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(1024, 4096, LoopState.READ_BYTES))
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handler(loopOf(channel)));
                    }
                });
    }

    private LoopState loopOf(Channel channel) {
        LoopState loop = loops.get(channel.eventLoop());
        if (loop == null) {
            throw new IllegalStateException("The channel is not on an event loop of this server");
        }
        return loop;
    }

    private ConnectionHandler handler(LoopState loop) {
        Timeouts timeouts = new Timeouts(
                settings.headTimeout().toNanos(), settings.idleTimeout().toNanos());
        return new ConnectionHandler(context -> new Connection(context, loop, timeouts), open);
    }

    private void startTicking() {
        long shortest = Math.min(
                settings.headTimeout().toMillis(), settings.idleTimeout().toMillis());
        long period = Math.max(1, Math.min(LONGEST_TICK_MILLIS, shortest / 4));
        loops.forEach((executor, loop) -> schedule(executor, loop::tick, period));
    }

    // The event loop keeps a failed task's exception to itself: a tick that failed must not be the last one.
    private static void schedule(EventExecutor executor, Runnable task, long periodMillis) {
        Runnable logged = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("A task of an event loop failed", e);
            }
        };
        executor.scheduleWithFixedDelay(logged, periodMillis, periodMillis, TimeUnit.MILLISECONDS);
    }

    /** The port that is listened on: the one that was set, or the free one that was taken for 0. */
    public int port() {
        return port;
    }

    /**
     * Waits until the server has closed.
     *
     * @throws InterruptedException when the waiting thread is interrupted; the server goes on
     */
    public void awaitShutdown() throws InterruptedException {
        closed.await();
    }

    /**
     * Stops accepting connections, lets exchanges in flight finish until the shutdown deadline, and closes the rest. Returns
     * when that is done; at once if a handler calls it, since its own exchange is in flight. Later calls wait for the first.
     */
    @Override
    public void close() {
        if (loops.keySet().stream().anyMatch(EventExecutor::inEventLoop)) {
            new Thread(this::close, "interlock-close").start();
            return;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            LOG.debug("The JVM is shutting down, and closes the server as well", e);
        }
        shutDown();
    }

    private void shutDown() {
        try {
            if (closing.compareAndSet(false, true)) {
                stop(System.nanoTime() + settings.shutdownDeadline().toNanos());
            }
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(long deadline) throws InterruptedException {
        try {
            // Connections that the kernel has accepted would be reset. A loop looks after its channels before its
            // tasks,
            // so that with each of these some have been taken over: 16 is Netty's number.
            for (int taken = 0; taken < BACKLOG; taken += 16) {
                await(serverChannel.eventLoop().submit(() -> {}), deadline);
            }
            await(serverChannel.close(), deadline);
            drain(deadline);
        } finally {
            ownThreads.shutdownNow();
            await(eventLoops.shutdownGracefully(0, 1, TimeUnit.SECONDS), System.nanoTime() + LAST_WAIT_NANOS);
            closed.countDown();
        }
    }

    /** Waits, though not for long: a handler that does not return holds its event loop and all that is to happen there. */
    private static void await(Future<?> future, long deadline) throws InterruptedException {
        future.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private void drain(long deadline) throws InterruptedException {
        List<Future<?>> begun = new ArrayList<>();
        loops.forEach((executor, loop) -> {
            begun.add(executor.submit(loop::drain));
            schedule(executor, loop::drain, DRAIN_MILLIS);
        });
        for (Future<?> each : begun) {
            await(each, deadline);
        }
        int left = open.awaitNone(deadline - System.nanoTime());
        if (left > 0) {
            LOG.warn("{} exchanges did not finish within {} and are cut", left, settings.shutdownDeadline());
        }
    }
}
