package dev.interlock.internal.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Event loop and clock of a {@link Simulation}. The simulation decides when tasks run and when time passes. */
final class SimulatedLoop extends AbstractExecutorService implements ScheduledExecutorService, LoopClock {
    private static final long START_MILLIS = 1_700_000_000_000L;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Timed> timed = new ArrayList<>();
    private long now;

    /** A task for a later time. */
    private final class Timed extends FutureTask<Object> implements RunnableScheduledFuture<Object> {
        final long due;

        Timed(Runnable task, long due) {
            super(task, "done");
            this.due = due;
        }

        @Override
        public boolean isPeriodic() {
            return false;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long currentTimeMillis() {
        return START_MILLIS + TimeUnit.NANOSECONDS.toMillis(now);
    }

    /** Lets time pass. */
    void pass(long nanos) {
        now += nanos;
        for (Timed each : List.copyOf(timed)) {
            if (each.due <= now) {
                timed.remove(each);
                addTask(each);
            }
        }
    }

    /** Returns the time until the next scheduled task; negative if there is none. */
    long untilNext() {
        return timed.stream().mapToLong(it -> it.due - now).min().orElse(-1);
    }

    boolean hasTasks() {
        synchronized (tasks) {
            return !tasks.isEmpty();
        }
    }

    void runTask() {
        Runnable task;
        synchronized (tasks) {
            task = tasks.remove();
        }
        task.run();
    }

    private void addTask(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
        }
    }

    @Override
    public void execute(Runnable task) {
        addTask(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        Timed later = new Timed(task, now + unit.toNanos(delay));
        timed.add(later);
        return later;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }

    /** Returns a random element. */
    static <T> T pick(Collection<T> all, Random random) {
        int index = random.nextInt(all.size());
        for (T each : all) {
            if (index-- == 0) {
                return each;
            }
        }
        throw new AssertionError();
    }
}
