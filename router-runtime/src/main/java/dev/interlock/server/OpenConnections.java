package dev.interlock.server;

import java.util.concurrent.TimeUnit;

/** How many connections a server has. Safe for use by several threads. */
final class OpenConnections {
    private int count;

    synchronized void add() {
        count++;
    }

    /** Returns how many there were before. */
    synchronized int remove() {
        notifyAll();
        return count--;
    }

    synchronized int count() {
        return count;
    }

    /**
     * Waits until there are none.
     *
     * @return how many are left when the time is up
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
