package dev.interlock.example.shop.auth;

/**
 * Counts attempts by the generic cell rate algorithm: each key has the time at which it will have used none of its
 * attempts. Safe for use by several threads. May wait for a database.
 */
public interface AttemptStore {
    /**
     * A limit of attempts.
     *
     * @param burst number of attempts that are allowed at once
     * @param intervalMillis time after which one more attempt is allowed
     */
    record Rate(int burst, long intervalMillis) {
        /** Returns the time until which all attempts of a key may be used up: {@code now} plus the whole burst. */
        long horizon(long nowMillis) {
            return nowMillis + burst * intervalMillis;
        }
    }

    /**
     * Counts an attempt of a key if the key has an attempt left.
     *
     * @return 0 if the attempt is allowed, otherwise the milliseconds until the next attempt is allowed
     */
    long take(String key, Rate rate, long nowMillis);
}
