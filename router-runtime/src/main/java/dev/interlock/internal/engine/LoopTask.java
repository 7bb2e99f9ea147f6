package dev.interlock.internal.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Task that any thread passes to an event loop by {@link LoopContext#execute}. A task is created before it is needed,
 * and is itself a node of the list of late tasks. So it reaches the loop even if there is no memory for an entry in the
 * loop's queue.
 *
 * <p>The loop performs the task once each time it is passed. A task must not be passed again before it was performed.
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

    /** Next task in the list of late tasks, or null. */
    @Nullable
    LoopTask next;

    /** Whether the loop must still perform the task. Accessed through {@link #DUE}. */
    @SuppressWarnings("UnusedVariable")
    private boolean due;

    /** Whether the task is in the list of its loop's late tasks. Accessed through {@link #LISTED}. */
    @SuppressWarnings("UnusedVariable")
    private boolean listed;

    /** Marks the task as a member of the list of late tasks. Returns false if the task was a member already. */
    final boolean list() {
        return LISTED.compareAndSet(this, false, true);
    }

    /** Removes this mark. Called after the task has left the list of late tasks. */
    final void unlist() {
        next = null;
        LISTED.setVolatile(this, false);
    }

    /** Marks the task as due. Called before the task is passed to the loop. */
    final void give() {
        DUE.setVolatile(this, true);
    }

    /**
     * Performs the task if it is due. If a queue accepts the task and then fails, this method is called twice. The
     * second call does nothing.
     */
    @Override
    public final void run() {
        if (DUE.compareAndSet(this, true, false)) {
            perform();
        }
    }

    /** Does the work of the task. Called on the event loop. */
    protected abstract void perform();
}
