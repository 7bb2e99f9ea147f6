package dev.interlock.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Lets one message through for a series of events: for the first event, and again for each event after a minute without
 * any. Used by one thread at a time.
 */
public final class LogThrottle {
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean begun;
    /** Time of the last event. */
    private long last;

    /**
     * Notes an event; returns whether to log it.
     *
     * @param now as of {@link System#nanoTime}
     */
    public boolean permits(long now) {
        boolean first = !begun || now - last >= CALM_NANOS;
        begun = true;
        last = now;
        return first;
    }
}
