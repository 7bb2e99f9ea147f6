package dev.interlock.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * Closes connections of an event loop when memory is short. It closes the connections with the highest {@linkplain
 * Connection#weight weight}, in two passes over all connections. The first pass sorts the connections into buckets by
 * the power of two of their weight, and adds up the bytes of each bucket. The second pass closes connections, from the
 * heaviest bucket on.
 */
final class Relief {
    /**
     * The loop closes no connection if all of its connections hold fewer bytes than the excess divided by this number.
     */
    private static final int LEAST_GAIN = 16;

    private final MemoryBudget budget;
    private final boolean heap;
    private final boolean direct;
    /** Whether to close even connections that hold no memory except their own objects. */
    private final boolean idleToo;
    /**
     * Sums of the bytes that connections would free. The index is the number of the highest bit of a connection's
     * weight.
     */
    private final long[] bytes = new long[Long.SIZE];

    Relief(MemoryBudget budget) {
        this.budget = budget;
        heap = budget.heap().isShort();
        direct = budget.direct().isShort();
        idleToo = budget.isFullOfConnections();
    }

    /** @param first first connection of the loop */
    void run(@Nullable Connection first) {
        if (!heap && !direct) {
            return;
        }
        for (Connection each = first; each != null; each = each.next) {
            bytes[bucket(each)] += reclaimable(each);
        }
        long left = share();
        if (left == 0) {
            return;
        }
        int bucket = Long.SIZE - 1;
        long heavier = 0;
        while (bucket > 0 && heavier + bytes[bucket] < left) {
            heavier += bytes[bucket--];
        }
        // Closes all connections of the heavier buckets, and as many connections of the last bucket as needed.
        close(first, bucket, left - heavier);
    }

    private void close(@Nullable Connection first, int last, long ofLast) {
        long left = ofLast;
        for (Connection each = first, after; each != null; each = after) {
            after = each.next;
            int bucket = bucket(each);
            long bytes = reclaimable(each);
            if (bytes > 0 && (bucket > last || (bucket == last && left > 0))) {
                left -= bucket == last ? bytes : 0;
                each.sacrifice();
            }
        }
    }

    /** Returns the number of bytes that this loop must free, or 0 if it should free none. */
    private long share() {
        long held = 0;
        for (long each : bytes) {
            held += each;
        }
        double part = 0;
        if (heap) {
            part = Math.max(
                    part, (double) budget.heap().excess() / budget.heap().used());
        }
        if (direct) {
            part = Math.max(
                    part, (double) budget.direct().excess() / budget.direct().used());
        }
        // If other objects hold the memory, for example running handlers, closing these connections would gain almost
        // nothing.
        return held < excess() / LEAST_GAIN ? 0 : (long) Math.ceil(held * Math.min(1, part));
    }

    private long excess() {
        return Math.max(
                heap ? budget.heap().excess() : 0, direct ? budget.direct().excess() : 0);
    }

    private int bucket(Connection connection) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, connection.weight(reclaimable(connection))));
    }

    private long reclaimable(Connection connection) {
        if (!idleToo && connection.holdsNothing()) {
            return 0;
        }
        return (heap ? connection.reclaimableHeap() : 0) + (direct ? connection.reclaimableDirect() : 0);
    }
}
