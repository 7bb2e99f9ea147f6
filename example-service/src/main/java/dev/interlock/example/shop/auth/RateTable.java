package dev.interlock.example.shop.auth;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits for any number of keys, in fixed memory. The table has two rows of slots. A secret hash assigns one slot
 * in each row to each key. A key is rejected only if both of its slots are full. So attempts of other keys rarely
 * affect it: they must fill both slots. A slot holds the time at which it will be empty (the generic cell rate
 * algorithm). Safe for use by several threads.
 */
final class RateTable {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int ROWS = 2;
    /** Number of slots in a row. Must be a power of two. A row takes 64 KiB. */
    private static final int SLOTS = 8192;

    private final long intervalMillis;
    private final long burstMillis;
    /**
     * Hash function with a secret key. Null before the first attempt, so that the start does not load the JDK's
     * security providers.
     */
    private @Nullable Mac hash;

    private final long[][] fullAt = new long[ROWS][SLOTS];

    /**
     * Creates a table without attempts.
     *
     * @param burst number of attempts that are allowed at once
     * @param interval time after which one more attempt is allowed
     */
    RateTable(int burst, Duration interval) {
        intervalMillis = interval.toMillis();
        burstMillis = burst * intervalMillis;
    }

    /**
     * Creates a hash function with a secret random key. Without the key, a client cannot find keys that share slots
     * with the key of another client.
     */
    private static Mac newHash() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    /**
     * Counts an attempt of a key if the key has an attempt left.
     *
     * @return 0 if the attempt is allowed, otherwise the milliseconds until the next attempt is allowed
     */
    synchronized long take(byte[] key, long nowMillis) {
        Mac known = hash;
        if (known == null) {
            known = newHash();
            hash = known;
        }
        long bits = ByteBuffer.wrap(known.doFinal(key)).getLong();
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

    /** Returns the new value of a slot if one more attempt is counted. */
    private long next(int row, int slot, long nowMillis) {
        return Math.max(fullAt[row][slot], nowMillis) + intervalMillis;
    }

    private static int slot(long bits, int row) {
        return (int) (bits >>> (row * Integer.SIZE)) & (SLOTS - 1);
    }
}
