package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Activity of one event loop, for other threads: the watchdog, and the code that chooses a loop for the next
 * connection.
 *
 * <p>Only the thread of the loop calls {@link #enter} and {@link #leave}. All other methods are for any thread.
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
    /** Number of connections that were passed to the loop but not yet taken. */
    private final AtomicInteger handed = new AtomicInteger();

    /**
     * Marks the loop as working.
     *
     * @return whether the loop was at rest, as an argument for {@link #leave}
     */
    boolean enter() {
        boolean resting = (turn & 1) == 0;
        if (resting) {
            TURN.setOpaque(this, turn + 1);
        }
        return resting;
    }

    /** Restores the state from before {@link #enter}. */
    void leave(boolean wasResting) {
        if (wasResting) {
            TURN.setOpaque(this, turn + 1);
        }
    }

    /** Returns a number that is odd while the loop works, and changes with each piece of work. */
    public long turn() {
        return (long) TURN.getOpaque(this);
    }

    /** Counts a connection that is passed to the loop. */
    public void handed() {
        handed.incrementAndGet();
    }

    /** Stops counting a connection, because the loop has taken it or never will. */
    public void taken() {
        handed.decrementAndGet();
    }

    /** Returns a measure of the work that the loop must do before it takes another connection, or 0 if it is free. */
    public int load() {
        return 2 * handed.get() + (int) (turn() & 1);
    }
}
