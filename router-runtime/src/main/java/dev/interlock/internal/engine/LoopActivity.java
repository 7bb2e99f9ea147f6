package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work of one event loop, for other threads: the watchdog, and the code that chooses a loop for the next connection.
 *
 * <p>{@link #enter} and {@link #leave} belong to the thread of the loop. All other methods are for any thread.
 */
public final class LoopActivity {
    private static final VarHandle TURN;

    static {
        try {
            TURN = MethodHandles.lookup().findVarHandle(LoopActivity.class, "turn", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long turn;
    /** Connections handed to the loop that it has not yet taken. */
    private final AtomicInteger handed = new AtomicInteger();

    /**
     * Marks the loop as working.
     *
     * @return whether it was at rest; pass this to {@link #leave}
     */
    boolean enter() {
        boolean resting = (turn & 1) == 0;
        if (resting) {
            TURN.setOpaque(this, turn + 1);
        }
        return resting;
    }

    /** Restores the state before {@link #enter}. */
    void leave(boolean wasResting) {
        if (wasResting) {
            TURN.setOpaque(this, turn + 1);
        }
    }

    /** Odd while the loop works; changes with each piece of work. */
    public long turn() {
        return (long) TURN.getOpaque(this);
    }

    /** Counts a connection that is handed to the loop. */
    public void handed() {
        handed.incrementAndGet();
    }

    /** Uncounts a connection that the loop takes or never will take. */
    public void taken() {
        handed.decrementAndGet();
    }

    /** Work that keeps the loop from taking another connection; 0 if there is none. */
    public int load() {
        return 2 * handed.get() + (int) (turn() & 1);
    }
}
