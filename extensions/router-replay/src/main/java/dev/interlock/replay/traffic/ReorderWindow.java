package dev.interlock.replay.traffic;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts exchanges by arrival. A source has them in order of completion, so a slow exchange follows faster ones that
 * arrived later. The window holds the exchanges of {@code length} nanoseconds of recorded time, or fewer if they use
 * too much memory. An exchange that took longer leaves the window at once, and is counted.
 */
final class ReorderWindow {
    private final long length;
    private final int mostExchanges;
    private final long mostBytes;
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::arrived).thenComparingLong(Entry::order));
    private long bytes;
    private long order;
    private long seen = Long.MIN_VALUE;
    private long emitted = Long.MIN_VALUE;
    private long late;
    private boolean isOver;

    private record Entry(long arrived, long order, Exchange exchange) {}

    /**
     * @param length nanoseconds of recorded time
     * @param mostExchanges maximum number of exchanges in the window
     * @param mostBytes maximum memory of these exchanges, in bytes
     */
    ReorderWindow(long length, int mostExchanges, long mostBytes) {
        this.length = length;
        this.mostExchanges = mostExchanges;
        this.mostBytes = mostBytes;
    }

    void add(Exchange exchange) {
        seen = Math.max(seen, exchange.completedNanos());
        bytes += exchange.memory();
        waiting.add(new Entry(exchange.arrivedNanos(), order++, exchange));
    }

    /** Marks the end of the source, so that the remaining exchanges can leave the window. */
    void end() {
        isOver = true;
    }

    /** Returns the next exchange by arrival, or null if the window is empty or an earlier exchange may still follow. */
    @Nullable
    Exchange poll() {
        Entry first = waiting.peek();
        if (first == null || !(isOver || isFull() || first.arrived() <= seen - length)) {
            return null;
        }
        waiting.remove();
        bytes -= first.exchange().memory();
        if (first.arrived() < emitted) {
            late++;
        }
        emitted = Math.max(emitted, first.arrived());
        return first.exchange();
    }

    private boolean isFull() {
        return waiting.size() > mostExchanges || bytes > mostBytes;
    }

    int size() {
        return waiting.size();
    }

    /** Returns the number of exchanges that left the window out of order. */
    long late() {
        return late;
    }
}
