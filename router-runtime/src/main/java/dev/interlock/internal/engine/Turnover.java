package dev.interlock.internal.engine;

/** Number of bytes that a connection has moved recently. */
final class Turnover {
    /** Weight of the moved bytes: a connection that moves a quarter of its bytes in each tick counts half. */
    private static final int WEIGHT = 4;

    /** Bytes that have arrived or been sent since the last tick. */
    private long moved;
    /** Bytes moved in the last ticks. Each tick has half the weight of the next one. */
    private long pace;
    /** Unsent bytes at the last tick. */
    private long backlog;

    void arrived(int bytes) {
        moved += bytes;
    }

    /**
     * Counts sent bytes. Called repeatedly.
     *
     * @param unsent bytes that wait to be sent
     * @return whether their number has changed since the last call
     */
    boolean tick(long unsent) {
        pace = (pace + moved) / 2;
        boolean changed = unsent != backlog;
        moved = Math.max(0, backlog - unsent);
        backlog = unsent;
        return changed;
    }

    /** Reduces a number of held bytes; the more bytes the connection moves, the more. */
    long discount(long held) {
        double turnover = (double) WEIGHT * (pace + moved) / Math.max(1, held);
        return (long) (held / (1 + turnover));
    }
}
