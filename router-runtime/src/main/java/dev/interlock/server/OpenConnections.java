package dev.interlock.server;

import java.util.concurrent.TimeUnit;

/** Number of open connections of a server. Safe for use by several threads. */
final class OpenConnections {
    private int count;

    synchronized void add() {
        count++;
    }

    /** Removes one; returns the number before. */
    synchronized int remove() {
        notifyAll();
        return count--;
    }

    synchronized int count() {
        return count;
    }

    /**
     * Waits until no connection is open.
     *
     * @return the number of connections that are open when the time is up
     */
    synchronized int awaitNone(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (long left = nanos; count > 0 && left > 0; left = deadline - System.nanoTime()) {
            // At least a millisecond: a wait of zero has no end.
            wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return count;
    }
}
