package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Tasks that the queue of an event loop could not take for lack of memory. Adding a task to this list allocates
 * nothing.
 */
final class LateTasks {
    private static final Logger LOG = ServerLog.of(LateTasks.class);

    /** Newest task, or null. */
    private final AtomicReference<@Nullable LoopTask> last = new AtomicReference<>();

    /**
     * Adds a task unless the list contains it. Called after the queue of the loop has failed. The queue may have taken
     * and run the task in spite of the failure. Any thread may call this.
     */
    void add(LoopTask task) {
        if (!task.list()) {
            return;
        }
        LoopTask before;
        do {
            before = last.get();
            task.next = before;
        } while (!last.compareAndSet(before, task));
    }

    /** Runs the tasks in the order in which they were added. Called only by the event loop. */
    void run() {
        if (last.get() == null) {
            return;
        }
        LoopTask task = reversed(last.getAndSet(null));
        while (task != null) {
            LoopTask after = task.next;
            // The mark is removed first, because other threads may add the task again as soon as it runs.
            task.unlist();
            try {
                task.run();
            } catch (Throwable e) {
                Faults.error(LOG, "A task of an event loop failed", e);
            }
            task = after;
        }
    }

    private static @Nullable LoopTask reversed(@Nullable LoopTask newest) {
        LoopTask first = null;
        LoopTask task = newest;
        while (task != null) {
            LoopTask older = task.next;
            task.next = first;
            first = task;
            task = older;
        }
        return first;
    }
}
