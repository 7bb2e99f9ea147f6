package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One event loop: its service, its time and its tasks. Used by the thread of the loop, except the methods marked "for
 * any thread".
 */
public final class LoopContext {
    private static final Logger LOG = ServerLog.of(LoopContext.class);

    private final Service service;
    private final LoopClock clock;
    private final Executor executor;
    private final boolean reusing;
    private final LoopActivity activity = new LoopActivity();
    private final LateTasks late = new LateTasks();
    private @Nullable Thread thread;
    /** Wall clock of the last tick, or 0 before the first one. */
    private long tickMillis;

    private boolean draining;
    /** Start of the drain. */
    private long drained;

    /**
     * @param executor the event loop: runs tasks one after the other, in order
     * @param reusing whether objects of a request, such as views, serve later requests; false in strict mode
     */
    LoopContext(Service service, Executor executor, boolean reusing) {
        this.service = service;
        this.executor = executor;
        this.reusing = reusing;
        clock = service.clock();
        executor.execute(() -> thread = Thread.currentThread());
    }

    public Service service() {
        return service;
    }

    /** Whether objects of a request serve later requests. False in strict mode. */
    public boolean reusing() {
        return reusing;
    }

    /** Work of the loop, as other threads see it. */
    public LoopActivity activity() {
        return activity;
    }

    /** Nanoseconds since a fixed time; only differences have a meaning. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Milliseconds since 1970: of the last tick if there are ticks, else now. */
    public long currentTimeMillis() {
        return tickMillis == 0 ? clock.currentTimeMillis() : tickMillis;
    }

    /**
     * Performs a task on the event loop, or at its next tick if its queue cannot take the task now. For any thread.
     *
     * @return false if the loop has ended
     */
    public boolean execute(LoopTask task) {
        task.give();
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("A task came after the end of its event loop", e);
            return false;
        } catch (Throwable e) {
            late.add(task);
        }
        return true;
    }

    /** Runs a task on the event loop after a delay, or at once if the executor cannot schedule tasks. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void later(Runnable task, long nanos) {
        if (executor instanceof ScheduledExecutorService scheduler) {
            scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(task);
        }
    }

    /**
     * Whether the caller is on the event loop. For any thread: another thread may see the loop's thread too late, but
     * never takes itself for it.
     */
    public boolean isInLoop() {
        return Thread.currentThread() == thread;
    }

    /** Reads the wall clock, and runs the tasks that the queue could not take. Called repeatedly. */
    void tick() {
        tickMillis = clock.currentTimeMillis();
        late.run();
    }

    /** Whether the server is shutting down. Received requests are still answered, but no later ones. */
    public boolean isDraining() {
        return draining;
    }

    /** Begins the drain; returns false if it has begun already. */
    boolean beginDrain() {
        if (draining) {
            return false;
        }
        draining = true;
        drained = nanoTime();
        return true;
    }

    /** Time since the start of the drain. */
    long drainNanos() {
        return nanoTime() - drained;
    }
}
