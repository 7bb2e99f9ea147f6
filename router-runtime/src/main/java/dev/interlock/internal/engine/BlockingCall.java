package dev.interlock.internal.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Call of a blocking handler that an executor will run. The handler runs at most once, even if the executor runs this
 * task several times. If the client has left, the handler does not run at all.
 *
 * <p>{@link #interrupt} interrupts the thread of the handler at most once. The thread leaves this call only after the
 * interrupt has reached it, and with its flag cleared. So a later task of the same thread never sees the interrupt.
 */
final class BlockingCall extends AtomicInteger implements Runnable {
    private static final long serialVersionUID = 1L;

    private static final int WAITING = 0;
    private static final int CANCELLED = 1;
    /** A thread has taken the call, and is not known to other threads yet. */
    private static final int BEGINNING = 2;
    /** The {@link #thread} calls the handler. */
    private static final int RUNNING = 3;
    /** Another thread is about to interrupt the {@link #thread}. */
    private static final int INTERRUPTING = 4;
    /** The {@link #thread} was interrupted. */
    private static final int INTERRUPTED = 5;
    /** State after the handler has returned, or after it is certain that the handler never will be called. */
    private static final int OVER = 6;

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
            // The interrupt came before the thread was known.
            current.interrupt();
        }
    }

    /** Ends the call. Waits for an interrupt that is on its way, because it must not reach the thread's next task. */
    // The other thread is between two statements, so the wait ends as soon as that thread has a processor.
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

    /** Interrupts the thread of the running handler. Does nothing if the handler has returned, or at a second call. */
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
