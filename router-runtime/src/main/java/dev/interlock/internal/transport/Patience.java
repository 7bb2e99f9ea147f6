package dev.interlock.internal.transport;

import dev.interlock.internal.engine.LoopClock;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Waits for the parts of a shutdown. {@link #end()} ends all waits before their time. Safe for use by several threads.
 */
public final class Patience {
    /** Longest time between the call of {@link #end()} and the end of a wait. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LoopClock clock;
    private volatile boolean over;

    public Patience(LoopClock clock) {
        this.clock = clock;
    }

    /** Ends all current and later waits at once. */
    public void end() {
        over = true;
    }

    /**
     * Waits until a deadline.
     *
     * @param until deadline, from {@link #nanoTime}
     */
    public void await(long until) throws InterruptedException {
        for (long left = left(until); left > 0; left = left(until)) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Waits for the future, at most until a deadline. */
    public void await(Future<?> future, long until) throws InterruptedException {
        for (long left = left(until); left > 0 && !future.isDone(); left = left(until)) {
            future.await(left, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Waits until no connection is open, at most until a deadline.
     *
     * @return the number of open connections
     */
    public int await(OpenConnections connections, long until) throws InterruptedException {
        int count = connections.count();
        for (long left = left(until); left > 0 && count > 0; left = left(until)) {
            count = connections.awaitFewer(left);
        }
        return count;
    }

    /** Returns the clock's current time in nanoseconds. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Returns the duration of the next wait in nanoseconds. Returns 0 or less if there is nothing to wait for. */
    private long left(long until) {
        return over ? 0 : Math.min(SLICE_NANOS, until - clock.nanoTime());
    }
}
