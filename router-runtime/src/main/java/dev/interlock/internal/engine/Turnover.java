package dev.interlock.internal.engine;

/** Measures how many bytes a connection has moved recently. */
final class Turnover {
    /** Weight of the moved bytes. A connection that moves a quarter of its held bytes in each tick counts half. */
    private static final int WEIGHT = 4;

    /** Bytes that were received or sent since the last tick. */
    private long moved;
    /** Bytes moved in recent ticks. Each tick has half the weight of the next one. */
    private long pace;
    /** Unsent bytes at the last tick. */
    private long backlog;

    void arrived(int bytes) {
        moved += bytes;
    }

    /**
     * Counts sent bytes. The event loop calls this repeatedly.
     *
     * @param unsent number of bytes that wait to be sent
     * @return whether this number has changed since the last call
     */
    boolean tick(long unsent) {
        pace = (pace + moved) / 2;
        boolean changed = unsent != backlog;
        moved = Math.max(0, backlog - unsent);
        backlog = unsent;
        return changed;
    }

    /** Reduces a number of held bytes. The reduction grows with the bytes that the connection moves. */
    long discount(long held) {
        double turnover = (double) WEIGHT * (pace + moved) / Math.max(1, held);
        return (long) (held / (1 + turnover));
    }
}
