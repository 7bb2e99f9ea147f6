package dev.interlock.example.shop.auth;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts attempts in memory. Keeps the 20,000 most recently used keys. To push a key out, a client would need more
 * attempts than one key has in a day.
 */
public final class InMemoryAttemptStore implements AttemptStore {
    private static final int MAX_KEYS = 20_000;

    private final Map<String, Long> fullAt = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX_KEYS;
        }
    };

    @Override
    public synchronized long take(String key, Rate rate, long nowMillis) {
        long next = Math.max(fullAt.getOrDefault(key, 0L), nowMillis) + rate.intervalMillis();
        long wait = next - rate.horizon(nowMillis);
        if (wait > 0) {
            return wait;
        }
        fullAt.put(key, next);
        return 0;
    }
}
