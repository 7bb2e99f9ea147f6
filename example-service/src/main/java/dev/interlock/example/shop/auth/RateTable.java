package dev.interlock.example.shop.auth;

import dev.interlock.bytes.SipHash;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * Rate limits for any number of keys, in fixed memory. A secret hash gives each key a slot in each of two rows. A key
 * is rejected only if both slots are used up, so another key affects it only if the two keys share both slots. A slot
 * holds the time at which the slot is free again (the generic cell rate algorithm). Safe for use by several threads.
 */
final class RateTable {
    private static final int ROWS = 2;
    /** Number of slots in a row, a power of two. A row takes 64 KiB. */
    private static final int SLOTS = 8192;

    private final long intervalMillis;
    private final long burstMillis;
    private final SipHash hash;
    private final long[][] fullAt = new long[ROWS][SLOTS];

    /**
     * Creates a table without attempts.
     *
     * @param burst number of attempts that are allowed at once
     * @param interval time until one more attempt is allowed
     */
    RateTable(int burst, Duration interval) {
        SecureRandom random = new SecureRandom();
        hash = new SipHash(random.nextLong(), random.nextLong());
        intervalMillis = interval.toMillis();
        burstMillis = burst * intervalMillis;
    }

    /**
     * Takes one attempt of a key, if the key has an attempt left.
     *
     * @return 0, or the milliseconds until the next attempt
     */
    synchronized long take(byte[] key, long nowMillis) {
        long bits = hash.of(key, 0, key.length);
        long first = next(0, slot(bits, 0), nowMillis);
        long second = next(1, slot(bits, 1), nowMillis);
        long wait = Math.min(first, second) - nowMillis - burstMillis;
        if (wait > 0) {
            return wait;
        }
        fullAt[0][slot(bits, 0)] = first;
        fullAt[1][slot(bits, 1)] = second;
        return 0;
    }

    /** Returns the time of a slot after one more attempt. */
    private long next(int row, int slot, long nowMillis) {
        return Math.max(fullAt[row][slot], nowMillis) + intervalMillis;
    }

    private static int slot(long bits, int row) {
        return (int) (bits >>> (row * Integer.SIZE)) & (SLOTS - 1);
    }
}
