package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.database.Database;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Attempts in PostgreSQL, so that all replicas share the limits. The table stays small, because some attempts also
 * delete expired rows.
 */
public final class PostgresAttemptStore implements AttemptStore {
    /** On average, one of this many attempts deletes expired rows. */
    private static final int CLEANING = 100;

    private final Database database;

    public PostgresAttemptStore(Database database) {
        this.database = database;
    }

    @Override
    public long take(String key, Rate rate, long nowMillis) {
        if (ThreadLocalRandom.current().nextInt(CLEANING) == 0) {
            clean(nowMillis);
        }
        byte[] digest = Digest.of(key);
        return database.read(handle -> {
            int counted = handle.createUpdate("insert into login_attempts as old (key, full_at) "
                            + "values (:key, :now + :interval) on conflict (key) do update "
                            + "set full_at = greatest(old.full_at, :now) + :interval "
                            + "where greatest(old.full_at, :now) + :interval <= :horizon")
                    .bind("key", digest)
                    .bind("now", nowMillis)
                    .bind("interval", rate.intervalMillis())
                    .bind("horizon", rate.horizon(nowMillis))
                    .execute();
            if (counted == 1) {
                return 0L;
            }
            long fullAt = handle.createQuery("select full_at from login_attempts where key = :key")
                    .bind("key", digest)
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(nowMillis);
            return Math.max(1, fullAt + rate.intervalMillis() - rate.horizon(nowMillis));
        });
    }

    private void clean(long nowMillis) {
        database.read(handle -> handle.createUpdate("delete from login_attempts where full_at < :now")
                .bind("now", nowMillis)
                .execute());
    }
}
