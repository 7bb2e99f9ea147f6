package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Context of one endpoint on one event loop: its service, time and tasks. Used only by the thread of the loop, except
 * the methods that any thread may call.
 */
public final class LoopContext {
    private static final Logger LOG = ServerLog.of(LoopContext.class);

    private final Service service;
    private final LoopClock clock;
    private final Executor executor;
    private final boolean reusing;
    /** Index of the group of endpoints that share one limit on open connections. */
    private final int group;

    private final LoopActivity activity;
    private final LateTasks late = new LateTasks();
    private final ThreadScope scope;
    private @Nullable Thread thread;
    /** Wall-clock time of the last tick, or 0 before the first tick. */
    private long tickMillis;

    private boolean draining;
    /** Time when the drain began. */
    private long drained;

    /**
     * @param executor the event loop, which runs tasks one after the other, in order
     * @param reusing whether objects of a request, such as views, serve later requests; false in strict mode
     */
    LoopContext(Service service, Executor executor, boolean reusing) {
        this(service, executor, reusing, 0, new LoopActivity(), new ThreadScope(true));
    }

    /** Creates the context of a further endpoint on the event loop of the main one. */
    LoopContext(LoopContext main, Service service, int group) {
        this(service, main.executor, main.reusing, group, main.activity, main.scope);
    }

    private LoopContext(
            Service service, Executor executor, boolean reusing, int group, LoopActivity activity, ThreadScope scope) {
        this.service = service;
        this.executor = executor;
        this.reusing = reusing;
        this.group = group;
        this.activity = activity;
        this.scope = scope;
        clock = service.clock();
        executor.execute(() -> thread = Thread.currentThread());
    }

    public Service service() {
        return service;
    }

    /** Returns whether objects of a request serve later requests. Returns false in strict mode. */
    public boolean reusing() {
        return reusing;
    }

    /** Returns the index of the group of endpoints that share one limit on open connections. */
    int group() {
        return group;
    }

    /** Returns the activity of the loop, as other threads see it. */
    public LoopActivity activity() {
        return activity;
    }

    /** Returns the scope of the thread of the loop. */
    ThreadScope scope() {
        return scope;
    }

    /** Returns the nanoseconds since a fixed time. Only differences have a meaning. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Returns the milliseconds since 1970. If the loop has ticks, this is the time of the last tick. */
    public long currentTimeMillis() {
        return tickMillis == 0 ? clock.currentTimeMillis() : tickMillis;
    }

    /**
     * Performs a task on the event loop. If the queue cannot take the task now, the next tick performs it. Any thread
     * may call this.
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

    /** Runs a task on the event loop after a delay. If the executor cannot schedule tasks, runs the task at once. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void later(Runnable task, long nanos) {
        if (executor instanceof ScheduledExecutorService scheduler) {
            scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(task);
        }
    }

    /**
     * Returns whether the caller is on the event loop. Any thread may call this: it may read a stale value, but never
     * takes itself for the thread of the loop.
     */
    public boolean isInLoop() {
        return Thread.currentThread() == thread;
    }

    /**
     * Reads the wall clock, and runs the tasks that the queue could not take. The event loop calls this repeatedly.
     */
    void tick() {
        tickMillis = clock.currentTimeMillis();
        late.run();
    }

    /** Returns whether the server is shutting down. It still responds to received requests, but to no later ones. */
    public boolean isDraining() {
        return draining;
    }

    /** Begins the drain. Returns false if the drain has begun before. */
    boolean beginDrain() {
        if (draining) {
            return false;
        }
        draining = true;
        drained = nanoTime();
        return true;
    }

    /** Returns the time since the start of the drain. */
    long drainNanos() {
        return nanoTime() - drained;
    }
}
