package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.example.shop.access.Role;
import dev.interlock.example.shop.database.Database;
import dev.interlock.example.shop.users.UserRows;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Sessions in PostgreSQL, by the digests of their tokens. Tokens have 256 random bits, so a digest needs no salt. Each
 * request reads its session. So a session that ends at one replica ends at all of them at once.
 */
public final class PostgresSessionStore implements SessionStore {
    private final Database database;

    public PostgresSessionStore(Database database) {
        this.database = database;
    }

    @Override
    public void add(Session session) {
        database.transaction(handle -> {
            UserRows.lock(session.userId(), handle);
            handle.createUpdate("insert into sessions "
                            + "(access_digest, access_expiry, refresh_digest, refresh_expiry, user_id) "
                            + "values (:access, :accessExpiry, :refresh, :refreshExpiry, :user)")
                    .bind("access", Digest.of(session.accessToken()))
                    .bind("accessExpiry", session.accessExpiry())
                    .bind("refresh", Digest.of(session.refreshToken()))
                    .bind("refreshExpiry", session.refreshExpiry())
                    .bind("user", session.userId())
                    .execute();
            return handle.createUpdate("delete from sessions where user_id = :user and id not in "
                            + "(select id from sessions where user_id = :user order by id desc limit :most)")
                    .bind("user", session.userId())
                    .bind("most", MAX_SESSIONS_PER_USER)
                    .execute();
        });
    }

    @Override
    public @Nullable Session findByAccessToken(CharSequence text, int from, long millis) {
        String token = text.subSequence(from, text.length()).toString();
        return database.read(handle -> handle.createQuery("select s.user_id, u.role, s.access_expiry, s.refresh_expiry "
                                + "from sessions s join users u on u.id = s.user_id "
                                + "where s.access_digest = :digest and s.access_expiry > :now")
                        .bind("digest", Digest.of(token))
                        .bind("now", Instant.ofEpochMilli(millis))
                        .map((row, context) -> new Session(
                                new Caller(row.getLong("user_id"), Role.valueOf(row.getString("role"))),
                                token,
                                row.getObject("access_expiry", OffsetDateTime.class)
                                        .toInstant(),
                                "",
                                row.getObject("refresh_expiry", OffsetDateTime.class)
                                        .toInstant()))
                        .findOne())
                .orElse(null);
    }

    @Override
    public OptionalLong takeByRefreshToken(String token, Instant now) {
        return database.read(handle -> handle.createQuery(
                        "with taken as (delete from sessions where refresh_digest = :digest returning *) "
                                + "select user_id from taken where refresh_expiry > :now")
                .bind("digest", Digest.of(token))
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty()));
    }

    @Override
    public void remove(Session session) {
        database.read(handle -> handle.createUpdate("delete from sessions where access_digest = :digest")
                .bind("digest", Digest.of(session.accessToken()))
                .execute());
    }

    @Override
    public int removeAll(long userId) {
        return database.read(handle -> handle.createUpdate("delete from sessions where user_id = :user")
                .bind("user", userId)
                .execute());
    }
}
