package dev.interlock.server;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Work that any thread gives to an event loop by {@link LoopState#execute}. It is made before it is needed, and it is a member
 * of the list in which it may have to wait: so it reaches the loop even if there is no memory for an entry in the loop's queue.
 *
 * <p>The loop performs it once for each time it is given. It is not given again before it is performed.
 */
abstract class LoopTask implements Runnable {
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

    /** Next task of the list that this one waits in, or null. */
    @Nullable
    LoopTask next;

    /** Whether the loop has yet to perform the task. Read and written through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean due;

    /** Whether the task is in the list of its loop's late tasks. Read and written through its handle. */
    @SuppressWarnings("UnusedVariable")
    private boolean listed;

    /** Notes that the task is to be in the list of late tasks; returns false if it is there already. */
    final boolean list() {
        return LISTED.compareAndSet(this, false, true);
    }

    /** Notes that the task has left the list of late tasks. */
    final void unlist() {
        next = null;
        LISTED.setVolatile(this, false);
    }

    /** The task is about to be given to its loop. */
    final void give() {
        DUE.setVolatile(this, true);
    }

    /** Performs the task if it is due: a queue that failed may have taken it nevertheless. */
    @Override
    public final void run() {
        if (DUE.compareAndSet(this, true, false)) {
            perform();
        }
    }

    /** Does the work, on the event loop. */
    abstract void perform();
}
