package dev.interlock.replay.traffic;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts exchanges by arrival. A source has them in the order of their ends, so a slow exchange comes after faster ones
 * that arrived later. The window holds exchanges for the recorded time of {@code length}, and fewer if they take too
 * much memory. An exchange that is slower than the window leaves it at once, and is counted.
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
     * @param mostExchanges limit on the exchanges in the window
     * @param mostBytes limit on their memory
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

    /** Marks the end: the rest leaves the window. */
    void end() {
        isOver = true;
    }

    /** Returns the next exchange by arrival, or null if an earlier one may follow, or if the window is empty. */
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

    /** Returns the number of exchanges that left the window after one that arrived later. */
    long late() {
        return late;
    }
}
