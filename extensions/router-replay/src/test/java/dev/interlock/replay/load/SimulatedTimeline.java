package dev.interlock.replay.load;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Timeline whose clock jumps to the next task. */
final class SimulatedTimeline implements Timeline {
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long order;

    private record Task(long at, long order, Runnable action) {}

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void at(long nanos, Runnable task) {
        tasks.add(new Task(Math.max(now, nanos), order++, task));
    }

    @Override
    public void execute(Runnable task) {
        at(now, task);
    }

    /** Runs all tasks until {@code nanos}, and moves the clock there. */
    void runUntil(long nanos) {
        while (!tasks.isEmpty() && tasks.peek().at() <= nanos) {
            step();
        }
        now = Math.max(now, nanos);
    }

    /** Runs all tasks. */
    void runAll() {
        while (!tasks.isEmpty()) {
            step();
        }
    }

    private void step() {
        Task next = tasks.remove();
        now = next.at();
        next.action().run();
    }

    int waiting() {
        return tasks.size();
    }
}
