package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Call of a blocking handler that an executor will run. The handler runs at most once, even if the executor runs this
 * task several times. If the client leaves before the handler starts, the handler never runs.
 *
 * <p>{@link #interrupt} interrupts the thread of the handler at most once. The thread waits for a pending interrupt
 * before it leaves this call, and clears its interrupt flag. So a later task of the same thread never sees the
 * interrupt.
 */
final class BlockingCall extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1L;

    private static final int WAITING = 0;
    private static final int CANCELLED = 1;
    /** A thread runs the call, but has not set {@link #thread} yet. */
    private static final int BEGINNING = 2;
    /** The {@link #thread} calls the handler. */
    private static final int RUNNING = 3;
    /** Another thread is about to interrupt the {@link #thread}. */
    private static final int INTERRUPTING = 4;
    /** The {@link #thread} was interrupted. */
    private static final int INTERRUPTED = 5;
    /** The handler has returned, or will never be called. */
    private static final int OVER = 6;

    /**
     * Limit on exchanges in flight. It counts the exchange of a cancelled call until the executor has dropped the call.
     * This bounds the executor's queue.
     */
    private final transient ConcurrencyLimit inFlight;
    /**
     * Task that calls the handler, or null after the call was taken or cancelled. A cancelled call in the executor's
     * queue therefore retains no objects of a client that has left.
     */
    private transient @Nullable Runnable handler;
    /** Thread that calls the handler. Valid from {@link #RUNNING} to {@link #INTERRUPTED}. */
    private transient @Nullable Thread thread;

    /** @param handler task that calls the handler of an exchange in flight */
    BlockingCall(Runnable handler, ConcurrencyLimit inFlight) {
        this.handler = handler;
        this.inFlight = inFlight;
    }

    @Override
    public void run() {
        if (compareAndSet(WAITING, BEGINNING)) {
            Runnable called = handler;
            handler = null;
            enter();
            try {
                if (called != null) {
                    called.run();
                }
            } finally {
                leave();
            }
        } else if (compareAndSet(CANCELLED, OVER)) {
            inFlight.leave();
        }
    }

    private void enter() {
        Thread current = Thread.currentThread();
        thread = current;
        if (!compareAndSet(BEGINNING, RUNNING)) {
            // interrupt() was called before this thread was known.
            current.interrupt();
        }
    }

    /**
     * Ends the call. If another thread is about to interrupt this thread, waits for the interrupt. Otherwise the
     * interrupt could reach the next task of this thread.
     */
    // The other thread has only one statement to execute, so the wait ends as soon as a processor runs that thread.
    @SuppressWarnings("ThreadPriorityCheck")
    private void leave() {
        while (!compareAndSet(RUNNING, OVER)) {
            if (compareAndSet(INTERRUPTED, OVER)) {
                // The handler may have returned without seeing the interrupt.
                Thread.interrupted();
                break;
            }
            Thread.yield();
        }
        thread = null;
    }

    /** Interrupts the thread of the handler. Does nothing if the handler is not running, or was interrupted before. */
    void interrupt() {
        if (compareAndSet(BEGINNING, INTERRUPTED) || !compareAndSet(RUNNING, INTERRUPTING)) {
            return;
        }
        try {
            Thread running = thread;
            if (running != null) {
                running.interrupt();
            }
        } finally {
            set(INTERRUPTED);
        }
    }

    /** Returns whether the handler has not been called yet. */
    boolean isWaiting() {
        return get() == WAITING;
    }

    /**
     * Cancels the call, so that the handler never runs. The exchange counts as in flight until the executor runs this
     * task.
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
     * Cancels the call, because the executor has thrown an exception.
     *
     * @return false if the handler has been called
     */
    boolean withdraw() {
        return compareAndSet(WAITING, OVER);
    }
}
