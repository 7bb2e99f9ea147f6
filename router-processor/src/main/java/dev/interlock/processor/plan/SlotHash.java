package dev.interlock.processor.plan;

import java.util.List;

/**
 * A multiplier and a number of bits that send the hashes of literals to slots of their own, or nearly so.
 *
 * @param bits 1 to 31: there are {@code 1 << bits} slots
 * @param multiplier odd
 * @param collisions pairs of them that share a slot still
 */
record SlotHash(int bits, long multiplier, int collisions) {
    /** The most hashes for which the search tries larger tables until none collide. */
    private static final int FEW = 64;
    /** How many times larger, as a power of two. */
    private static final int EXTRA_BITS = 3;

    private static final int TRIES = 256;

    /**
     * The smallest table without collision that the search finds, else that with the fewest collisions. Many are not
     * worth a table that none shares: that grows with the square of their number.
     */
    static SlotHash of(List<Long> hashes) {
        int least = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(0, hashes.size() - 1)));
        SlotHash best = new SlotHash(least, 1, Integer.MAX_VALUE);
        SequenceOfMultipliers multipliers = new SequenceOfMultipliers();
        int most = hashes.size() <= FEW ? least + EXTRA_BITS : least + 1;
        for (int bits = least; bits <= most; bits++) {
            for (int i = 0; i < TRIES; i++) {
                SlotHash hash = count(hashes, bits, multipliers.next(), best.collisions);
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

    private static SlotHash count(List<Long> hashes, int bits, long multiplier, int enough) {
        int[] taken = new int[1 << bits];
        int collisions = 0;
        for (long hash : hashes) {
            collisions += taken[slot(hash, bits, multiplier)]++;
            if (collisions >= enough) {
                break;
            }
        }
        return new SlotHash(bits, multiplier, collisions);
    }

    int slot(long hash) {
        return slot(hash, bits, multiplier);
    }

    private static int slot(long hash, int bits, long multiplier) {
        return (int) ((hash * multiplier) >>> (Long.SIZE - bits));
    }

    /** The same pseudo-random odd numbers each time (SplitMix64). */
    private static final class SequenceOfMultipliers {
        private long state;

        long next() {
            state += 0x9E3779B97F4A7C15L;
            long z = state;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return (z ^ (z >>> 31)) | 1;
        }
    }
}
