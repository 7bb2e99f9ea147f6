package dev.interlock.benchmarks.migration;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Due times of one client's requests, at a constant interval. Not thread-safe. */
final class Pace {
    /** If a client is late by more, it skips the requests that it has missed: the shop has stalled. */
    private static final long MOST_LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final long interval;
    private long due;
    private long skipped;

    /**
     * @param perSecond requests in a second
     * @param phase part of an interval before the first request, from 0 to 1, so that clients do not send at once
     */
    Pace(double perSecond, double phase) {
        interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
        due = System.nanoTime() + (long) (interval * phase);
    }

    /** Waits until the next request is due. */
    void await() {
        long now = System.nanoTime();
        if (now - due > MOST_LATE_NANOS) {
            long missed = (now - due) / interval;
            skipped += missed;
            due += missed * interval;
        }
        while (now < due) {
            LockSupport.parkNanos(due - now);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            now = System.nanoTime();
        }
        due += interval;
    }

    /** Returns the number of requests that were not sent because the client was too late. */
    long skipped() {
        return skipped;
    }
}
