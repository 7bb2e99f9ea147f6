package dev.interlock.http2.internal.stream;

/**
 * Flow-control window of a stream or of the connection for bytes that the server sends (RFC 9113 section 6.9). It also
 * knows how long the client has kept it shut.
 */
public final class SendWindow {
    /** Initial size of a window in bytes, before settings change it. */
    public static final int DEFAULT_SIZE = 65_535;

    private static final long OPEN = Long.MIN_VALUE;

    private int available;
    /** Time at which bytes began to wait for the window, or {@link #OPEN} if none wait. */
    private long shutSince = OPEN;

    /**
     * Begins a stream or a connection.
     *
     * @param size bytes that may be sent at first, 0 to 2^31-1
     */
    public void begin(int size) {
        available = size;
        shutSince = OPEN;
    }

    /**
     * Returns the number of bytes that may be sent now. It is negative if the client has reduced its initial window by
     * more than was left (RFC 9113 section 6.9.2).
     */
    public int available() {
        return available;
    }

    /**
     * Widens the window, or narrows it after the client has changed its settings.
     *
     * @param change increment of WINDOW_UPDATE, or the change of SETTINGS_INITIAL_WINDOW_SIZE
     * @return false if the window would exceed 2^31-1 (section 6.9.1)
     */
    public boolean widen(int change) {
        long next = (long) available + change;
        if (next > Integer.MAX_VALUE) {
            return false;
        }
        available = (int) next;
        if (available > 0) {
            shutSince = OPEN;
        }
        return true;
    }

    /** Counts sent bytes, at most {@link #available()}. */
    public void sent(int count) {
        available -= count;
    }

    /**
     * Notes that bytes wait although the window is shut.
     *
     * @param now current time in nanoseconds
     */
    public void waiting(long now) {
        if (available <= 0 && shutSince == OPEN) {
            shutSince = now;
        }
    }

    /** Returns whether bytes have waited for this window for longer than the limit. */
    public boolean isStalled(long now, long limitNanos) {
        return shutSince != OPEN && now - shutSince > limitNanos;
    }
}
