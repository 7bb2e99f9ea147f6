package dev.interlock.server;

import dev.interlock.internal.engine.LoopClock;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clock of a server under test. It is ahead of the system's clock by a time that the test sets. Safe for use by several
 * threads.
 */
final class TestClock implements LoopClock {
    private static final int MOST_STEPS = 10_000;

    private final AtomicLong ahead = new AtomicLong();

    @Override
    public long nanoTime() {
        return System.nanoTime() + ahead.get();
    }

    @Override
    public long currentTimeMillis() {
        return System.currentTimeMillis() + TimeUnit.NANOSECONDS.toMillis(ahead.get());
    }

    /** Moves the clock. The server notices at its next look at the clock. */
    void move(Duration time) {
        ahead.addAndGet(time.toNanos());
    }

    /** Lets time pass, and makes the server check the time limits of its connections. */
    void pass(Duration time, HttpServer server) throws InterruptedException {
        check(server);
        move(time);
        // The server ignores the first check that comes late, because its clients have not caused the delay.
        check(server);
        check(server);
    }

    private static void check(HttpServer server) throws InterruptedException {
        for (Future<?> each : server.tick()) {
            each.sync();
        }
    }

    /**
     * Lets time pass, step by step, until a condition is met.
     *
     * @return the time that has passed
     */
    Duration passUntil(Duration step, HttpServer server, Callable<Boolean> condition) throws Exception {
        long start = nanoTime();
        for (int i = 0; i < MOST_STEPS && !condition.call(); i++) {
            pass(step, server);
        }
        if (!condition.call()) {
            throw new AssertionError("Nothing happened in " + Duration.ofNanos(nanoTime() - start));
        }
        return Duration.ofNanos(nanoTime() - start);
    }
}
