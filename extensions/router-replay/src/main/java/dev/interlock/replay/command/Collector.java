package dev.interlock.replay.command;

import dev.interlock.replay.load.Finished;
import dev.interlock.replay.load.LaneListener;
import dev.interlock.replay.report.Statistics;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Counts and compares results on its own thread, so that it does not delay the event loops. The limits of the lanes
 * bound the queue, because an exchange counts as in flight until the collector releases it.
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
            // close() interrupts the thread.
        } catch (RuntimeException | Error e) {
            problem = e;
        }
    }

    /** Returns the failure of a lane or of the collector, or null. */
    @Nullable
    Throwable problem() {
        return problem;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
