package dev.interlock.server;

/** How fast the body that is being received arrives. All times are as of {@link LoopClock#nanoTime}. */
final class BodyProgress {
    private static final double NANOS_PER_SECOND = 1e9;

    private final BodyPace pace;
    private long begun;
    private long looked;
    private long bytes;

    BodyProgress(BodyPace pace) {
        this.pace = pace;
    }

    /** The head has been read. */
    void begin(long now) {
        begun = now;
        looked = now;
        bytes = 0;
    }

    /** So many bytes have arrived. */
    void add(int count) {
        bytes += count;
    }

    /**
     * Whether the client is too slow; to be asked again and again.
     *
     * @param paused whether the server does not want to read: such time is not counted
     */
    boolean isTooSlow(long now, boolean paused) {
        if (paused) {
            begun += now - looked;
        }
        looked = now;
        long elapsed = now - begun;
        return elapsed > pace.graceNanos() && bytes < elapsed / NANOS_PER_SECOND * pace.bytesPerSecond();
    }
}
