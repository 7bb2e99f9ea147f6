package dev.interlock.internal.transport;

import java.util.concurrent.TimeUnit;

/** Number of open connections of a server. Safe for use by several threads. */
public final class OpenConnections {
    private int count;

    synchronized void add() {
        count++;
    }

    /** Removes one; returns the number before. */
    synchronized int remove() {
        notifyAll();
        return count--;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * Waits until a connection is removed or the time is up, unless no connection is open.
     *
     * @return the number of open connections
     */
    // The caller waits again after a spurious wakeup.
    @SuppressWarnings("WaitNotInLoop")
    synchronized int awaitFewer(long nanos) throws InterruptedException {
        if (count > 0) {
            // At least a millisecond: a wait of zero never ends.
            wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
        return count;
    }
}
