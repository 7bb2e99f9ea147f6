package dev.interlock.engine;

/** How fast the body that is being received arrives. All times are as of {@link LoopClock#nanoTime}. */
public final class BodyProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BodyPace pace;
    private long begun;
    private long looked;
    private long bytes;

    public BodyProgress(BodyPace pace) {
        this.pace = pace;
    }

    /** The head has been read. */
    public void begin(long now) {
        begun = now;
        looked = now;
        bytes = 0;
    }

    /** So many bytes have arrived. */
    public void add(int count) {
        bytes += count;
    }

    /**
     * Whether the client is too slow; to be asked again and again.
     *
     * @param paused whether the server does not want to read: such time is not counted
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
