package dev.interlock.internal.engine;

/** Rate at which the current body arrives. All times are as of {@link LoopClock#nanoTime}. */
public final class BodyProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BodyPace pace;
    private long begun;
    private long looked;
    private long bytes;

    public BodyProgress(BodyPace pace) {
        this.pace = pace;
    }

    /** Starts a body. */
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
     * Whether the body arrives too slowly. Called repeatedly.
     *
     * @param paused whether the server did not read since the last call; this time does not count
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
