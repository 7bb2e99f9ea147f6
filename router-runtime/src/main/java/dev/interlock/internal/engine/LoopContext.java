package dev.interlock.internal.engine;

import dev.interlock.internal.log.ServerLog;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Service, time and tasks of one event loop. Each endpoint of a server has its own context on each loop. Used only by
 * the thread of the loop, except the methods that any thread may call.
 */
public final class LoopContext {
    private static final Logger LOG = ServerLog.of(LoopContext.class);

    private final Service service;
    private final LoopClock clock;
    private final Executor executor;
    private final boolean reusing;
    /** Number of the endpoint's group. The endpoints of a group share one limit on open connections. */
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
     * @param reusing whether later requests reuse the objects of earlier requests, for example views; false in strict
     *     mode
     */
    LoopContext(Service service, Executor executor, boolean reusing) {
        this(service, executor, reusing, 0, new LoopActivity(), new ThreadScope(true));
    }

    /** Creates the context of a further endpoint. It shares the event loop of the main endpoint. */
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

    /** Returns whether later requests reuse the objects of earlier requests. Returns false in strict mode. */
    public boolean reusing() {
        return reusing;
    }

    /** Returns the number of the endpoint's group. The endpoints of a group share one limit on open connections. */
    int group() {
        return group;
    }

    /** Returns the activity of the loop, which other threads read. */
    public LoopActivity activity() {
        return activity;
    }

    /** Returns the scope of the loop's thread. */
    ThreadScope scope() {
        return scope;
    }

    /** Returns the nanoseconds since a fixed time. Only differences have a meaning. */
    public long nanoTime() {
        return clock.nanoTime();
    }

    /** Returns the milliseconds since 1970 at the last tick. Reads the clock if the loop has not ticked yet. */
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

    /**
     * Runs a task on the event loop after a delay. If the executor cannot schedule tasks, the task runs without the
     * delay.
     */
    @SuppressWarnings("FutureReturnValueIgnored")
    public void later(Runnable task, long nanos) {
        if (executor instanceof ScheduledExecutorService scheduler) {
            scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(task);
        }
    }

    /**
     * Returns whether the caller is on the event loop. Any thread may call this. A thread other than the loop's may
     * read an old value of {@link #thread}, but this value is never the caller.
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

    /** Returns whether the server is shutting down. Connections then close as soon as they are idle. */
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
