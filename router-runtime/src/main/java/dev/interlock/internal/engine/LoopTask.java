package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Task that any thread hands to an event loop by {@link LoopContext#execute}. It is created before it is needed, and it
 * is itself a node of the list in which it may wait. So it reaches the loop even if there is no memory for an entry in
 * the loop's queue.
 *
 * <p>The loop performs it once per hand-over. It is handed over again only after it was performed.
 */
public abstract class LoopTask implements Runnable {
    private static final VarHandle DUE;
    private static final VarHandle LISTED;

    static {
        try {
            DUE = MethodHandles.lookup().findVarHandle(LoopTask.class, "due", boolean.class);
            LISTED = MethodHandles.lookup().findVarHandle(LoopTask.class, "listed", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Next task in the list, or null. */
    @Nullable
    LoopTask next;

    /** Whether the task waits to be performed. Accessed through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean due;

    /** Whether the task is in the list of its loop's late tasks. Accessed through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean listed;

    /** Marks the task as a member of the list of late tasks; returns false if it is one already. */
    final boolean list() {
        return LISTED.compareAndSet(this, false, true);
    }

    /** Marks the task as no member of the list of late tasks. */
    final void unlist() {
        next = null;
        LISTED.setVolatile(this, false);
    }

    /** Marks the task as due. Called before the hand-over. */
    final void give() {
        DUE.setVolatile(this, true);
    }

    /** Performs the task if it is due. A queue that failed may have taken the task nevertheless. */
    @Override
    public final void run() {
        if (DUE.compareAndSet(this, true, false)) {
            perform();
        }
    }

    /** Does the work, on the event loop. */
    protected abstract void perform();
}
