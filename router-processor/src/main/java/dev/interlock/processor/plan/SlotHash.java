package dev.interlock.processor.plan;

import java.util.BitSet;
import java.util.List;

/**
 * Hash function that assigns slots to hashes of literals. Consists of a multiplier and a number of bits, chosen so that
 * few or no hashes share a slot.
 *
 * @param bits number of bits in a slot number, 0 to 28; there are {@code 1 << bits} slots
 * @param seed seed of the multiplier, 1 to 2,047; 0 if there is only one slot
 * @param collisions number of hashes whose slot already belongs to an earlier hash
 */
record SlotHash(int bits, int seed, int collisions) {
    /**
     * The multiplier of a hash is the seed times this constant. The runtime's {@code DispatchTable} has the same
     * constant.
     */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    /** Largest seed that the runtime's tables can hold. */
    private static final int LAST_SEED = 2_047;
    /** Largest number of hashes for which the search tries all seeds and several larger tables. */
    private static final int FEW = 64;
    /** Number of times that the search may double the table if there are at most {@link #FEW} hashes. */
    private static final int EXTRA_BITS = 3;

    /** Number of seeds that the search tries for each table size if there are more than {@link #FEW} hashes. */
    private static final int SEEDS_OF_MANY = 256;

    /**
     * Returns the smallest table without collisions that the search finds. If the search finds none, returns the table
     * with the fewest collisions. For many hashes, a table without collisions would be too large, because its size
     * grows with the square of the number of hashes.
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
