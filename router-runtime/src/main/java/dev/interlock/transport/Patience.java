package dev.interlock.transport;

import dev.interlock.engine.LoopClock;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for what a server that shuts down is to finish, until others run out of it. Safe for use by several threads. */
public final class Patience {
    /** How late it is noticed at most that there is none left. */
    private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LoopClock clock;
    private volatile boolean over;

    public Patience(LoopClock clock) {
        this.clock = clock;
    }

    /** Has all waiting end at once. */
    public void end() {
        over = true;
    }

    /**
     * Waits for the time to come.
     *
     * @param until as of {@link #nanoTime}
     */
    public void await(long until) throws InterruptedException {
        for (long left = left(until); left > 0; left = left(until)) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Waits for the future, though not beyond the time. */
    public void await(Future<?> future, long until) throws InterruptedException {
        for (long left = left(until); left > 0 && !future.isDone(); left = left(until)) {
            future.await(left, TimeUnit.NANOSECONDS);
        }
    }

    /**
     * Waits until there are no connections, though not beyond the time.
     *
     * @return how many are left
     */
    public int await(OpenConnections connections, long until) throws InterruptedException {
        int count = connections.count();
        for (long left = left(until); left > 0 && count > 0; left = left(until)) {
            count = connections.awaitFewer(left);
        }
        return count;
    }

    /** Time of the clock. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** How long to wait before looking again; 0 or less when it is over. */
    private long left(long until) {
        return over ? 0 : Math.min(SLICE_NANOS, until - clock.nanoTime());
    }
}
