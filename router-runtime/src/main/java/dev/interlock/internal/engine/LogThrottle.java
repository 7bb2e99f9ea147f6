package dev.interlock.internal.engine;

import java.util.concurrent.TimeUnit;

/**
 * Permits one log message for a series of events. Permits the first event, and each event that comes at least a minute
 * after the event before it. Used by one thread at a time.
 */
public final class LogThrottle {
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean begun;
    /** Time of the last event. */
    private long last;

    /**
     * Notes an event. Returns whether to log it.
     *
     * @param now current time of {@link System#nanoTime}
     */
    public boolean permits(long now) {
        boolean first = !begun || now - last >= CALM_NANOS;
        begun = true;
        last = now;
        return first;
    }
}
