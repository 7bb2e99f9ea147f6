package dev.interlock.internal.engine;

/** Measures how many bytes a connection has moved recently. */
final class Turnover {
    /**
     * Weight of the moved bytes: if a connection moves a quarter of its held bytes in each tick, only half of them
     * count.
     */
    private static final int WEIGHT = 4;

    /** Bytes that {@link #pace} does not contain yet: received since the last tick, or sent in the tick before it. */
    private long moved;
    /** Bytes moved in recent ticks. The bytes of each tick count half as much as those of the next tick. */
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
     * @return whether {@code unsent} has changed since the last call
     */
    boolean tick(long unsent) {
        pace = (pace + moved) / 2;
        boolean changed = unsent != backlog;
        moved = Math.max(0, backlog - unsent);
        backlog = unsent;
        return changed;
    }

    /** Returns a part of the held bytes. The part is smaller, the more bytes the connection moves. */
    long discount(long held) {
        double turnover = (double) WEIGHT * (pace + moved) / Math.max(1, held);
        return (long) (held / (1 + turnover));
    }
}
