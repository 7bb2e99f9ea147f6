package dev.interlock.replay.command;

import dev.interlock.replay.load.Finished;
import dev.interlock.replay.load.LaneListener;
import dev.interlock.replay.report.Statistics;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Counts and compares results on a thread of its own, so that the event loops keep their times. The limits of the
 * lanes bound the queue, because an exchange counts as under way until it is released.
 */
final class Collector implements LaneListener, AutoCloseable {
    private final Statistics statistics;
    private final BlockingQueue<Finished> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::collect, "replay-collector");
    private volatile @Nullable Throwable problem;

    Collector(Statistics statistics) {
        this.statistics = statistics;
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void finished(Finished finished) {
        queue.add(finished);
    }

    @Override
    public void crashed(Throwable cause) {
        problem = cause;
    }

    private void collect() {
        try {
            while (true) {
                Finished next = queue.take();
                try {
                    statistics.add(next);
                } finally {
                    next.release();
                }
            }
        } catch (InterruptedException e) {
            // The end.
        } catch (RuntimeException | Error e) {
            problem = e;
        }
    }

    /** Returns the defect that ended a lane or the collector, or null. */
    @Nullable
    Throwable problem() {
        return problem;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
