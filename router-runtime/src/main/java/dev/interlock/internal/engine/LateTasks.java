package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Tasks that the queue of an event loop could not take for lack of memory. This list allocates nothing. */
final class LateTasks {
    private static final Logger LOG = ServerLog.of(LateTasks.class);

    /** Newest task, or null. */
    private final AtomicReference<@Nullable LoopTask> last = new AtomicReference<>();

    /**
     * Adds a task that is not in the list. A queue that has failed may nevertheless have taken and run the task. Any
     * thread may call this.
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

    /** Runs the tasks in the order in which they were added. Only the event loop may call this. */
    void run() {
        if (last.get() == null) {
            return;
        }
        LoopTask task = reversed(last.getAndSet(null));
        while (task != null) {
            LoopTask after = task.next;
            // The mark is cleared first, because the task may be added again as soon as it runs.
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
