package dev.interlock.internal.transport;

import java.util.concurrent.TimeUnit;

/** Count of the open connections of a server. Safe for use by several threads. */
public final class OpenConnections {
    private int count;

    synchronized void add() {
        count++;
    }

    /** Subtracts one connection. Returns the count before the subtraction. */
    synchronized int remove() {
        notifyAll();
        return count--;
    }

    public synchronized int count() {
        return count;
    }

    /**
     * Waits until a connection is removed or the time is up. Returns at once if no connection is open.
     *
     * @return the number of open connections
     */
    // After a spurious wakeup, the caller waits again.
    @SuppressWarnings("WaitNotInLoop")
    synchronized int awaitFewer(long nanos) throws InterruptedException {
        if (count > 0) {
            // The wait takes at least one millisecond, because wait(0) would never end.
            wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        }
        return count;
    }
}
