package dev.interlock.internal.engine;

import dev.interlock.internal.memory.MemoryMeter;
import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;

/**
 * Heap that one exchange holds, charged to the budget of all connections. Two kinds of exchange may exceed the budget.
 * An exchange of an essential route may hold a little memory even if the budget is spent. One other exchange at a time
 * is exempt from the budget. Safe for use by several threads.
 */
final class HeldMemory implements MemoryMeter {
    /**
     * Limit on the bytes of an essential exchange while the budget is spent. It suffices for a head and small bodies.
     */
    private static final int ESSENTIAL_BYTES = 64 * 1024;

    private final MemoryBudget budget;
    /** Bytes that the exchange holds, charged to the budget unless the exchange is exempt. */
    private long held;
    /** Whether this is the one exchange that may exceed the budget. */
    private boolean exempt;
    /** Bytes of direct memory that the body of the response holds. */
    private long direct;
    /** Bytes charged for the array of the response body. */
    private int responseRoom;
    /** Whether the route is essential. */
    private boolean essential;
    /**
     * Whether the exchange has ended. The account then charges nothing, even if the handler still runs, because nobody
     * would release the charge.
     */
    private boolean over;

    HeldMemory(MemoryBudget budget) {
        this.budget = budget;
    }

    /**
     * Begins an exchange that holds nothing.
     *
     * @param isEssential whether the route is essential
     * @param bodyRoom length of the array for the response body; the caller charges the budget for it
     */
    synchronized void begin(boolean isEssential, int bodyRoom) {
        over = false;
        essential = isEssential;
        responseRoom = bodyRoom;
    }

    /**
     * Charges the budget for the body of the response. Called after the body was written.
     *
     * @throws NoMemoryException if the budget has no room
     */
    synchronized void payFor(EncodedResponse response) {
        int room = response.body().array().length;
        if (room > responseRoom) {
            take(arrayBytes(room));
            giveBack(arrayBytes(responseRoom));
            responseRoom = room;
        }
        if (response.content() instanceof Content.Buffer buffer) {
            takeDirect(BufferMemory.ownBytes(buffer.bytes()));
        }
    }

    private void takeDirect(long bytes) {
        if (over) {
            return;
        }
        if (!budget.direct().reserve(bytes)) {
            if (!essential || bytes > ESSENTIAL_BYTES) {
                budget.used(Defence.REFUSED_REQUEST);
                budget.relieve();
                throw new NoMemoryException();
            }
            budget.direct().add(bytes);
        }
        direct += bytes;
    }

    /** Charges the budget. Returns false and charges nothing if the budget has no room. */
    synchronized boolean charge(long bytes) {
        if (over) {
            return true;
        }
        MemoryAccount heap = budget.heap();
        if (!exempt && !heap.reserve(bytes)) {
            if (essential && held + bytes <= ESSENTIAL_BYTES) {
                heap.add(bytes);
                budget.relieve();
            } else if (heap.exempt(this, held)) {
                exempt = true;
            } else {
                budget.used(Defence.REFUSED_REQUEST);
                budget.relieve();
                return false;
            }
        }
        held += bytes;
        return true;
    }

    @Override
    public void take(long bytes) {
        if (!charge(bytes)) {
            throw new NoMemoryException();
        }
    }

    @Override
    public synchronized void giveBack(long bytes) {
        if (over) {
            return;
        }
        held -= bytes;
        if (!exempt) {
            budget.heap().release(bytes);
        }
    }

    /** Releases all charges. */
    synchronized void giveBackAll() {
        giveBack(held);
        over = true;
        budget.direct().release(direct);
        direct = 0;
        if (exempt) {
            exempt = false;
            budget.heap().endExemption(this);
        }
    }

    @Override
    public long arrayBytes(long length) {
        return budget.arrayBytes(length);
    }

    /** Returns the bytes that the end of the exchange gives back to the budget. */
    synchronized long reclaimableBytes() {
        return exempt ? 0 : held;
    }
}
