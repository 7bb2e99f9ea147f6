package dev.interlock.server;

import dev.interlock.http.RequestId;
import dev.interlock.http.Router;
import dev.interlock.http.UploadDirectory;
import dev.interlock.internal.engine.BodyPace;
import dev.interlock.internal.engine.Connection;
import dev.interlock.internal.engine.EngineLoop;
import dev.interlock.internal.engine.HandlerCall;
import dev.interlock.internal.engine.InputArrays;
import dev.interlock.internal.engine.LoopClock;
import dev.interlock.internal.engine.MemoryBudget;
import dev.interlock.internal.engine.Retained;
import dev.interlock.internal.engine.ServerProtocol;
import dev.interlock.internal.engine.Service;
import dev.interlock.internal.engine.Timeouts;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Connection without a socket, for tests: the whole engine between two byte arrays. It has the limits of a server with
 * default settings, but no time limits.
 *
 * <p>The thread that uses it is its event loop. Not safe for use by several threads.
 */
public final class InMemoryConnection implements AutoCloseable {
    private static final Settings DEFAULTS = new Settings(new SettingValues(), Overrides.NONE);
    private static final Timeouts NO_TIMEOUTS = new Timeouts(Long.MAX_VALUE, Long.MAX_VALUE);
    /** One connection has few handlers at once: one for its request, and handlers that outlive their response. */
    private static final int BLOCKING_THREADS = 4;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final BlockingThreads blocking = new BlockingThreads(BLOCKING_THREADS);
    private final UploadDirectory uploads = UploadDirectory.in(DEFAULTS.get(Setting.UPLOAD_DIRECTORY), blocking);
    private final InMemoryLink link = new InMemoryLink(tasks::add);
    private final ByteBuf input = Unpooled.buffer();
    private final Connection connection;

    /** Connects to the routes. */
    public InMemoryConnection(Router router) {
        this(router, true);
    }

    /**
     * Connects to the routes.
     *
     * @param reusing whether objects of a request, such as views, serve later requests, as on a server. If false, an
     *     object that is kept beyond its request is never valid again
     */
    public InMemoryConnection(Router router, boolean reusing) {
        Service service = new Service(
                router,
                new HandlerCall(router),
                DEFAULTS.get(Setting.MAX_BODY),
                new BodyPace(0, 0),
                EngineSettings.inFlight(DEFAULTS),
                MemoryBudget.unlimited(),
                Retained.of(1),
                EngineSettings.streams(DEFAULTS),
                0,
                blocking,
                EngineSettings.forms(DEFAULTS, uploads),
                LoopClock.SYSTEM,
                RequestId.RANDOM,
                null);
        ServerProtocol protocol = EngineSettings.http1(DEFAULTS);
        connection = new EngineLoop(service, protocol, NO_TIMEOUTS, tasks::add, reusing).open(link);
        runTasks();
    }

    /**
     * Sends the bytes of one or more requests, or of a part of one. The engine responds to them as far as possible at
     * once.
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
     * @return false if the time is up before
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean awaitAnswers(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        runTasks();
        while (connection.isBusy() && !isClosed()) {
            // The client reads the whole response, regardless of its length.
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
     * Waits for the next step of a handler, a publisher or one of their threads, and processes it. Use this to inspect
     * a response while it is made. Use {@link #awaitAnswers} to get all of it.
     *
     * @return false if the time is up before
     * @throws InterruptedException when the thread is interrupted
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

    /** Whether each sent request has its response, and no part of another request has arrived. */
    public boolean isIdle() {
        return !isClosed() && connection.isAtRest();
    }

    /** Whether the server has closed the connection. */
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
