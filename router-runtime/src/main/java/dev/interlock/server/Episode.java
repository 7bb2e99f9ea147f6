package dev.interlock.server;

import java.util.concurrent.TimeUnit;

/**
 * Tells the first of events that follow each other from the rest, so that it alone is logged: the first ever, and each
 * after a minute without any. Used by one thread.
 */
final class Episode {
    private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

    private boolean begun;
    private long last;

    /**
     * Notes an event.
     *
     * @param now as of {@link System#nanoTime}
     * @return whether it is the first of its episode
     */
    boolean begins(long now) {
        boolean first = !begun || now - last >= CALM_NANOS;
        begun = true;
        last = now;
        return first;
    }
}
