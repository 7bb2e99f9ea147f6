package dev.interlock.internal.engine;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Call of a blocking handler of a {@link Simulation}, on a separate thread. The handler stops in the middle until the
 * simulation lets it continue. Meanwhile, any event may happen. Only one of the threads runs at a time.
 */
final class BlockedHandler {
    private static final ThreadLocal<@Nullable BlockedHandler> CURRENT = new ThreadLocal<>();

    private final Semaphore stopped = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);
    private volatile boolean isOver;
    /** Number of interrupts that the handler has seen. */
    private final AtomicInteger interrupts = new AtomicInteger();

    private volatile @Nullable Throwable failure;

    /** Begins a call; returns when the call stops or ends. */
    static BlockedHandler begin(Runnable call, Simulation.OtherThread other) {
        BlockedHandler handler = new BlockedHandler();
        other.start(() -> handler.run(call));
        handler.await();
        return handler;
    }

    private void run(Runnable call) {
        CURRENT.set(this);
        try {
            call.run();
            if (Thread.interrupted()) {
                throw new AssertionError("the thread of a handler stays interrupted");
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            CURRENT.remove();
            isOver = true;
            stopped.release();
        }
    }

    private void await() {
        stopped.acquireUninterruptibly();
        Throwable thrown = failure;
        if (thrown != null) {
            throw new AssertionError("a blocking call threw", thrown);
        }
    }

    /** Stops the calling handler until the simulation lets it continue. */
    static void stop() {
        BlockedHandler current = CURRENT.get();
        if (current != null) {
            current.stopped.release();
            current.released.acquireUninterruptibly();
            if (Thread.interrupted()) {
                current.interrupts.incrementAndGet();
                throw new IllegalStateException("The handler was interrupted");
            }
        }
    }

    /** Lets the handler continue to its end. */
    void goOn() {
        released.release();
        await();
    }

    int interrupts() {
        return interrupts.get();
    }

    boolean isOver() {
        return isOver;
    }
}
