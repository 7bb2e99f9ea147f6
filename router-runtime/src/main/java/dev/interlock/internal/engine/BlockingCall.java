package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Call of a blocking handler that an executor will run. The handler runs at most once, even if the executor runs this
 * task several times. If the client has left, the handler does not run at all.
 */
final class BlockingCall extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1L;

    private static final int WAITING = 0;
    private static final int CANCELLED = 1;
    /** State after the handler was called, or after it is certain that the handler never will be called. */
    private static final int OVER = 2;

    /**
     * Limit that counts the exchange of a cancelled call until the executor has dropped the call. This bounds the
     * executor's queue.
     */
    private final transient ConcurrencyLimit inFlight;
    /**
     * Task that calls the handler. Null after the call was cancelled, so that the executor's queue retains no objects
     * of a client that has left.
     */
    private transient @Nullable Runnable handler;

    /** @param handler task that calls the handler of an exchange in flight */
    BlockingCall(Runnable handler, ConcurrencyLimit inFlight) {
        this.handler = handler;
        this.inFlight = inFlight;
    }

    @Override
    public void run() {
        if (compareAndSet(WAITING, OVER)) {
            Runnable called = handler;
            handler = null;
            if (called != null) {
                called.run();
            }
        } else if (compareAndSet(CANCELLED, OVER)) {
            inFlight.leave();
        }
    }

    /** Returns whether the handler has not been called yet. */
    boolean isWaiting() {
        return get() == WAITING;
    }

    /**
     * Cancels the call; the handler does not run. The exchange stays in flight until the executor runs this task.
     *
     * @return false if the handler has been called
     */
    boolean cancel() {
        boolean cancelled = compareAndSet(WAITING, CANCELLED);
        if (cancelled) {
            handler = null;
        }
        return cancelled;
    }

    /**
     * Cancels the call because the executor failed.
     *
     * @return false if the handler has been called
     */
    boolean withdraw() {
        return compareAndSet(WAITING, OVER);
    }
}
