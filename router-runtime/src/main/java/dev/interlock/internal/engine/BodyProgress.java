package dev.interlock.internal.engine;

/** Measures the rate at which the current body arrives. All times come from {@link LoopClock#nanoTime}. */
public final class BodyProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BodyPace pace;
    private long begun;
    private long looked;
    private long bytes;

    public BodyProgress(BodyPace pace) {
        this.pace = pace;
    }

    /** Starts to measure a body. */
    public void begin(long now) {
        begun = now;
        looked = now;
        bytes = 0;
    }

    /** Counts received bytes. */
    public void add(int count) {
        bytes += count;
    }

    /**
     * Returns whether the body arrives too slowly. The event loop calls this repeatedly.
     *
     * @param paused whether reading was paused since the last call; the pause does not count as time of the body
     */
    public boolean isTooSlow(long now, boolean paused) {
        if (paused) {
            begun += now - looked;
        }
        looked = now;
        long elapsed = now - begun;
        return elapsed > pace.graceNanos() && bytes < elapsed / NANOS_PER_SECOND * pace.bytesPerSecond();
    }
}
