package dev.interlock.internal.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lends arrays to the connections of one event loop, for received bytes that are not consumed yet. Used only by the
 * thread of the loop.
 */
public final class InputArrays {
    public static final byte[] NONE = {};

    /** Limit on the bytes of one read. */
    public static final int READ_BYTES = 64 * 1024;

    private static final int SMALLEST = 1024;
    /** Size of the largest pooled array. It has room for the beginning of a request and one further read. */
    private static final int LARGEST_POOLED = 2 * READ_BYTES;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of generic types.
    private final List<byte[]>[] pools = new List[index(LARGEST_POOLED) + 1];

    private final MemoryBudget budget;
    private final int mostPooled;
    /** Number of bytes of all arrays in the pool. */
    private int pooledBytes;

    /**
     * Starts without arrays.
     *
     * @param budget budget that is charged for borrowed arrays
     * @param mostPooled limit on the bytes of the arrays in the pool
     */
    InputArrays(MemoryBudget budget, int mostPooled) {
        this.budget = budget;
        this.mostPooled = mostPooled;
        for (int i = 0; i < pools.length; i++) {
            pools[i] = new ArrayList<>();
        }
    }

    /**
     * Lends an array.
     *
     * @param wanted smallest length of the array
     * @return null if the budget has no room
     */
    byte @Nullable [] take(int wanted) {
        int size = size(wanted);
        long cost = budget.arrayBytes(size);
        if (!budget.heap().reserve(cost)) {
            budget.relieve();
            return null;
        }
        byte[] pooled = size <= LARGEST_POOLED ? newest(pools[index(size)]) : null;
        if (pooled != null) {
            pooledBytes -= size;
            return pooled;
        }
        boolean made = false;
        try {
            byte[] fresh = new byte[size];
            made = true;
            return fresh;
        } finally {
            if (!made) {
                budget.heap().release(cost);
            }
        }
    }

    private static byte @Nullable [] newest(List<byte[]> pool) {
        return pool.isEmpty() ? null : pool.remove(pool.size() - 1);
    }

    /** Takes back an array that was lent here, or {@link #NONE}. */
    void give(byte[] array) {
        if (array.length == 0) {
            return;
        }
        budget.heap().release(budget.arrayBytes(array.length));
        if (array.length <= LARGEST_POOLED && pooledBytes + array.length <= mostPooled) {
            pools[index(array.length)].add(array);
            pooledBytes += array.length;
        }
    }

    /**
     * Returns the size of an array, a power of two. Because arrays double, the cost of moving bytes grows only linearly
     * with the number of received bytes.
     */
    private static int size(int wanted) {
        return Math.max(SMALLEST, Integer.highestOneBit(Math.max(wanted - 1, 1)) << 1);
    }

    private static int index(int size) {
        return Integer.numberOfTrailingZeros(size) - Integer.numberOfTrailingZeros(SMALLEST);
    }
}
