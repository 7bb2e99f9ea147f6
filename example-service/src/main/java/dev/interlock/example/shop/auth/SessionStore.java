package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.Optional;

/** Keeps sessions. Safe for use by several threads. */
public interface SessionStore {
    /** Adds a session; a user who has too many loses the oldest. */
    void add(Session session);

    /** The session that an access token belongs to, as long as it is valid at {@code now}. */
    Optional<Session> findByAccessToken(String token, Instant now);

    /** Takes out the session that a refresh token belongs to; empty when there is none that is valid at {@code now}. */
    Optional<Session> takeByRefreshToken(String token, Instant now);

    /** Ends a session, whether or not it is valid. */
    void remove(Session session);

    /** Ends every session of a user and answers how many there were. */
    int removeAll(long userId);
}
