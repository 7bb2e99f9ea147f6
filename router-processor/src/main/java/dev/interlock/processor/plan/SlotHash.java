package dev.interlock.processor.plan;

import java.util.BitSet;
import java.util.List;

/**
 * A multiplier and a number of bits. They send hashes of literals to different slots, with few or no collisions.
 *
 * @param bits 0 to 28: there are {@code 1 << bits} slots
 * @param seed 1 to 2,047; 0 for one slot
 * @param collisions number of hashes whose slot another hash has taken
 */
record SlotHash(int bits, int seed, int collisions) {
    /** A seed times this number is the multiplier, as in the runtime's {@code DispatchTable}. */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** The largest seed that the runtime's tables can hold. */
    private static final int LAST_SEED = 2_047;
    /** Largest number of hashes for which the search tries larger tables until no hashes collide. */
    private static final int FEW = 64;
    /** Number of times that the search may double the table. */
    private static final int EXTRA_BITS = 3;

    /** Number of seeds to try for more hashes. */
    private static final int SEEDS_OF_MANY = 256;

    /**
     * Returns the smallest table without collisions that the search finds, or else the table with the fewest
     * collisions. For many hashes, a table without collisions is not worth its size, which grows with the square of
     * their number.
     */
    static SlotHash of(List<Long> hashes) {
        if (hashes.size() <= 1) {
            return new SlotHash(0, 0, 0);
        }
        int least = Integer.SIZE - Integer.numberOfLeadingZeros(hashes.size() - 1);
        boolean few = hashes.size() <= FEW;
        SlotHash best = new SlotHash(least, 1, Integer.MAX_VALUE);
        for (int bits = least; bits <= least + (few ? EXTRA_BITS : 1); bits++) {
            for (int seed = 1; seed <= (few ? LAST_SEED : SEEDS_OF_MANY); seed++) {
                SlotHash hash = count(hashes, bits, seed, best.collisions);
                if (hash.collisions < best.collisions) {
                    best = hash;
                }
                if (best.collisions == 0) {
                    return best;
                }
            }
        }
        return best;
    }

    private static SlotHash count(List<Long> hashes, int bits, int seed, int enough) {
        BitSet taken = new BitSet(1 << bits);
        int collisions = 0;
        for (long hash : hashes) {
            int slot = slot(hash, bits, seed);
            if (taken.get(slot) && ++collisions >= enough) {
                break;
            }
            taken.set(slot);
        }
        return new SlotHash(bits, seed, collisions);
    }

    int slot(long hash) {
        return bits == 0 ? 0 : slot(hash, bits, seed);
    }

    private static int slot(long hash, int bits, int seed) {
        return (int) ((hash * (seed * GOLDEN)) >>> (Long.SIZE - bits));
    }
}
