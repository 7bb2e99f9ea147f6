package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Activity of one event loop, for other threads. Its readers are the watchdog, the code that chooses a loop for the
 * next connection, and the state of the server.
 *
 * <p>Only the thread of the loop calls {@link #enter}, {@link #leave} and {@link #ticked}. Any thread may call the
 * other methods.
 */
public final class LoopActivity {
    private static final VarHandle TURN;

    /** Length of a window. The longest lag is kept for at least this time. */
    private static final long LAG_WINDOW_NANOS = TimeUnit.SECONDS.toNanos(15);

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

    /** Time of the last tick. Meaningless while the period is 0. */
    private volatile long ticked;
    /** Time between two ticks of a loop that is never late, or 0 before the loop ticks. */
    private volatile long periodNanos;
    /** Longest lag of the current window. */
    private volatile long longestLag;
    /** Longest lag of the previous window. */
    private volatile long formerLag;
    /** Start of the current window. */
    private long windowBegan;

    /**
     * Marks the loop as working.
     *
     * @return whether the loop was at rest; the caller passes this to {@link #leave}
     */
    boolean enter() {
        boolean resting = (turn & 1) == 0;
        if (resting) {
            TURN.setOpaque(this, turn + 1);
        }
        return resting;
    }

    /** Restores the state that the loop had before the call of {@link #enter}. */
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

    /** Stops counting a connection, because the loop has taken it, or will never take it. */
    public void taken() {
        handed.decrementAndGet();
    }

    /**
     * Notes that the loop will tick from now on. Called by the thread that starts the server, before the loop works.
     * Otherwise a loop that stalls before its first tick would never count as late.
     *
     * @param period time between two ticks of a loop that is never late
     */
    public void beginTicks(long now, long period) {
        windowBegan = now;
        ticked = now;
        periodNanos = period;
    }

    /**
     * Notes a tick of the loop.
     *
     * @param period time between two ticks of a loop that is never late
     */
    void ticked(long now, long period) {
        if (periodNanos == 0) {
            windowBegan = now;
        } else {
            if (now - windowBegan > LAG_WINDOW_NANOS) {
                formerLag = longestLag;
                longestLag = 0;
                windowBegan = now;
            }
            longestLag = Math.max(longestLag, now - ticked - periodNanos);
        }
        ticked = now;
        periodNanos = period;
    }

    /**
     * Returns the longest delay of a tick in the current and the previous window. If a tick is overdue, its delay until
     * now counts too.
     */
    public long lagNanos(long now) {
        return Math.max(overdueNanos(now), Math.max(longestLag, formerLag));
    }

    /** Returns the time by which a tick is overdue, or 0. */
    public long overdueNanos(long now) {
        return periodNanos == 0 ? 0 : Math.max(0, now - ticked - periodNanos);
    }

    /**
     * Returns a measure of the work that the loop must do before it takes another connection. Returns 0 if the loop is
     * free.
     */
    public int load() {
        return 2 * handed.get() + (int) (turn() & 1);
    }
}
