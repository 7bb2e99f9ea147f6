package dev.interlock.server;

import dev.interlock.http.Router;
import dev.interlock.internal.determinism.ReadsSystemClock;
import dev.interlock.internal.engine.BodyPace;
import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.ExchangeLimits;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.InputArrays;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.Retained;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.engine.Timeouts;
import dev.interlock.internal.form.UploadDirectory;
import dev.interlock.internal.forwarding.TrustedProxies;
import dev.interlock.internal.message.RequestId;
import dev.interlock.internal.negotiate.RouteTable;
import dev.interlock.internal.settings.EngineSettings;
import dev.interlock.internal.settings.Overrides;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingValues;
import dev.interlock.internal.settings.Settings;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Connection without a socket, for tests: the whole engine between two byte arrays. It has the limits of a server with
 * default settings, but no time limits.
 *
 * <p>The thread that uses this object acts as its event loop. Not safe for use by several threads.
 */
@ReadsSystemClock("A test waits for the threads of its handlers.")
public final class InMemoryConnection implements AutoCloseable {
    private static final Settings DEFAULTS = new Settings(new SettingValues(), Overrides.NONE);
    private static final Timeouts NO_TIMEOUTS = new Timeouts(Long.MAX_VALUE, Long.MAX_VALUE);
    /**
     * Number of threads for blocking handlers. One connection runs few of them at a time: the handler of its request,
     * and handlers that outlive their responses.
     */
    private static final int BLOCKING_THREADS = 4;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final BlockingThreads blocking = new BlockingThreads(BLOCKING_THREADS);
    private final UploadDirectory uploads = UploadDirectory.in(Setting.UPLOAD_DIRECTORY.standard(), blocking);
    private final InMemoryLink link = new InMemoryLink(tasks::add);
    private final ByteBuf input = Unpooled.buffer();
    private final Connection connection;

    /** Connects to a new server with the routes of a router. */
    public InMemoryConnection(Router router) {
        this(router, true);
    }

    /**
     * Connects to a new server with the routes of a router.
     *
     * @param reusing whether requests reuse objects of earlier requests, such as views, as on a server. If false, no
     *     object becomes valid again after its request
     */
    public InMemoryConnection(Router router, boolean reusing) {
        Service service = new Service(
                new RouteTable(router),
                new HandlerCall(router),
                Setting.MAX_BODY.standard(),
                new BodyPace(0, 0),
                EngineSettings.inFlight(DEFAULTS),
                MemoryBudget.unlimited(),
                Retained.of(1),
                EngineSettings.streams(DEFAULTS),
                0,
                blocking,
                ExchangeLimits.none(router),
                EngineSettings.forms(DEFAULTS, uploads),
                TrustedProxies.NONE,
                LoopClock.SYSTEM,
                RequestId.RANDOM,
                null);
        ServerProtocol protocol = EngineSettings.http1(DEFAULTS);
        connection = new EngineLoop(service, protocol, NO_TIMEOUTS, tasks::add, reusing).open(link);
        runTasks();
    }

    /**
     * Sends the bytes of one or more requests, or of a part of a request. The engine processes the bytes at once, as
     * far as possible.
     */
    public void send(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += InputArrays.READ_BYTES) {
            input.clear().writeBytes(bytes, from, Math.min(InputArrays.READ_BYTES, bytes.length - from));
            connection.read(input);
            connection.flush();
        }
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /**
     * Waits for the responses to all sent bytes.
     *
     * @return false if the timeout ends first
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitResponses(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        runTasks();
        while (connection.isBusy() && !isClosed()) {
            // The client reads the whole response, whatever its length.
            link.widen();
            connection.resume();
            Runnable task = tasks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                return false;
            }
            task.run();
            runTasks();
        }
        return true;
    }

    /**
     * Waits for the next signal of a handler, a publisher or one of their threads, and processes it. Use this method to
     * inspect an incomplete response, and {@link #awaitResponses} to get complete responses.
     *
     * @return false if the timeout ends first
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitMore(Duration timeout) throws InterruptedException {
        link.widen();
        connection.resume();
        Runnable task = tasks.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (task == null) {
            return false;
        }
        task.run();
        runTasks();
        return true;
    }

    /** Returns whether each request has its response, and no part of another request was sent. */
    public boolean isIdle() {
        return !isClosed() && connection.isAtRest();
    }

    /** Returns whether the server has closed the connection. */
    public boolean isClosed() {
        return link.isOver();
    }

    /** Returns the response bytes since the last call. */
    public byte[] receive() {
        byte[] taken = link.take();
        connection.resume();
        return taken;
    }

    /** Drops the response bytes since the last call, and returns their number. Allocates nothing. */
    public long drop() {
        long bytes = link.drop();
        connection.resume();
        return bytes;
    }

    /** Closes the connection, and ends its exchange in flight. */
    @Override
    public void close() {
        link.close();
        link.drop();
        connection.closed();
        blocking.shutDownNow();
        uploads.close();
    }
}
