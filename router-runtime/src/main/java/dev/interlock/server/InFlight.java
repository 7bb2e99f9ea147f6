package dev.interlock.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the exchanges that are in flight over all event loops, those that outlive the step in which their head was read, and
 * the bytes of bodies that they hold. Safe for use by several threads.
 */
final class InFlight {
    private final int most;
    private final long mostBytes;
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * Counts from 0.
     *
     * @param most how many there may be, from 1
     * @param mostBytes how many bytes of bodies they may hold together
     */
    InFlight(int most, long mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /**
     * Counts one more.
     *
     * @param always whether it may be one too many
     * @return false if it was not counted
     */
    boolean enter(boolean always) {
        if (count.incrementAndGet() <= most || always) {
            return true;
        }
        count.decrementAndGet();
        return false;
    }

    /** Counts one less. */
    void leave() {
        count.decrementAndGet();
    }

    /**
     * Counts more bytes that an exchange holds; they are counted in any case.
     *
     * @param held what it holds with them
     * @return whether they are not too many; what nobody shares the room with is not, as it is what its route allows
     */
    boolean hold(int more, int held) {
        long all = bytes.addAndGet(more);
        return all <= mostBytes || all == held;
    }

    /** Counts bytes that are held no more. */
    void release(int held) {
        bytes.addAndGet(-held);
    }

    int count() {
        return count.get();
    }
}
