package dev.interlock.example.shop.auth;

/**
 * Limits attempts by the generic cell rate algorithm. It stores one time for each key: when all attempts of the key
 * will be available again. Safe for use by several threads. May wait for a database.
 */
public interface AttemptStore {
    /**
     * A limit on attempts.
     *
     * @param burst number of attempts that are allowed at once
     * @param intervalMillis time after which one more attempt is allowed
     */
    record Rate(int burst, long intervalMillis) {
        /** Returns the latest time that a key may store: {@code now} plus the whole burst. */
        long horizon(long nowMillis) {
            return nowMillis + burst * intervalMillis;
        }
    }

    /**
     * Counts an attempt if the key has one left.
     *
     * @return 0 if the attempt is allowed, otherwise the milliseconds until the next attempt is allowed
     */
    long take(String key, Rate rate, long nowMillis);
}
