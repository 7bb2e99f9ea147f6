package dev.interlock.server;

import dev.interlock.http.FormSettings;
import dev.interlock.http.Router;
import dev.interlock.http.UploadDirectory;
import dev.interlock.http1.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Connection without a socket, for tests: the same engine between two byte arrays. It has the limits of a server with
 * default settings, but no time limits.
 *
 * <p>The thread that uses it is its event loop. Not safe for use by several threads.
 */
public final class InMemoryConnection implements AutoCloseable {
    private static final int MAX_PIPELINED = 64 * 1024;
    private static final int MAX_IN_FLIGHT = 10_000;
    private static final int BLOCKING_THREADS = 4;

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final BlockingThreads blocking = new BlockingThreads(BLOCKING_THREADS);
    private final UploadDirectory uploads = UploadDirectory.in(Setting.UPLOAD_DIRECTORY.standard(), blocking);
    private final Inbound inbound;
    private final Outbound outbound = new Outbound(PooledByteBufAllocator.DEFAULT);
    private final Http1Session session;
    /** Bytes taken out of the outbound. A stream continues only after this. */
    private final ByteArrayOutputStream received = new ByteArrayOutputStream(0);

    private boolean broken;

    /** A connection to the routes. */
    public InMemoryConnection(Router router) {
        this(router, true);
    }

    /**
     * Connects to the routes.
     *
     * @param reusing whether objects of a request, such as views, serve later requests, as on a server; else an object
     *     that was kept beyond its request is never valid again
     */
    public InMemoryConnection(Router router, boolean reusing) {
        Service service = new Service(
                router,
                Limits.DEFAULT,
                MAX_PIPELINED,
                new BodyPace(0, 0),
                new InFlight(MAX_IN_FLIGHT),
                MemoryBudget.unlimited(),
                Retained.of(1),
                new StreamLimits(MAX_IN_FLIGHT, 0),
                blocking,
                FormSettings.DEFAULT.with(uploads),
                LoopClock.SYSTEM);
        LoopState loop = new LoopState(service, tasks::add, reusing);
        inbound = new Inbound(loop.input(), loop.arrays());
        session = new Http1Session(
                loop, inbound, outbound, InetSocketAddress.createUnresolved("memory", 0), new SessionListener() {
                    @Override
                    public void advanced() {
                        // The user of the connection performs the tasks.
                    }

                    @Override
                    public void broken() {
                        broken = true;
                    }
                });
        work();
    }

    /** Sends the bytes of one or more requests, or of a part of one, and answers them as far as possible at once. */
    public void send(byte[] bytes) {
        if (!inbound.append(bytes)) {
            throw new IllegalStateException("The budget of a connection in memory is unlimited");
        }
        work();
    }

    private void work() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        while (session.step()) {
            // On to the next.
        }
        inbound.settle();
    }

    /**
     * Waits for the responses to all bytes that were sent.
     *
     * @return false when the time is up before that
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean awaitAnswers(Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        work();
        while (isBusy() && !broken) {
            if (outbound.length() >= ResponseStream.MOST_READY) {
                takeOut();
                session.writable(true);
            }
            Runnable task = tasks.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (task == null) {
                return false;
            }
            task.run();
            work();
        }
        return true;
    }

    /** Whether a response is being made, or reading of a body pauses. */
    private boolean isBusy() {
        Waiting waiting = session.waiting();
        return waiting == Waiting.ANSWER || (waiting == Waiting.REST_OF_BODY && !session.wantsInput());
    }

    /**
     * Waits for the next step of a handler, a publisher or one of their threads, and processes it. Use this to look at
     * a response while it is made; use {@link #awaitAnswers} to get all of it.
     *
     * @return false when the time is up before that
     * @throws InterruptedException when the thread is interrupted
     */
    public boolean awaitMore(Duration timeout) throws InterruptedException {
        takeOut();
        session.writable(true);
        Runnable task = tasks.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        if (task == null) {
            return false;
        }
        task.run();
        work();
        return true;
    }

    /** Whether every request that was sent is answered, and nothing of another has come. */
    public boolean isIdle() {
        return !broken && session.waiting() == Waiting.REQUEST && inbound.isEmpty();
    }

    /** Whether the server would have closed the connection. */
    public boolean isClosed() {
        return broken || session.waiting() == Waiting.END;
    }

    /** Takes the response bytes since the last call. */
    public byte[] receive() {
        takeOut();
        byte[] taken = received.toByteArray();
        received.reset();
        return taken;
    }

    private void takeOut() {
        for (Object piece = outbound.next(); piece != null; piece = outbound.next()) {
            try {
                copy(piece, received);
            } finally {
                ReferenceCountUtil.release(piece);
            }
        }
    }

    private static void copy(Object piece, ByteArrayOutputStream into) {
        try {
            if (piece instanceof ByteBuf bytes) {
                bytes.readBytes(into, bytes.readableBytes());
            } else if (piece instanceof FileRegion file) {
                while (file.transferred() < file.count()) {
                    file.transferTo(Channels.newChannel(into), file.transferred());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Drops the response bytes since the last call, and returns their number. Allocates nothing. */
    public long drop() {
        long bytes = received.size() + outbound.length();
        received.reset();
        outbound.release();
        return bytes;
    }

    /** Ends the exchange in flight. */
    @Override
    public void close() {
        session.closed();
        outbound.release();
        blocking.shutDownNow();
        uploads.close();
    }
}
