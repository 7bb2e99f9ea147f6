package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions. Safe for use by several threads. */
public interface SessionStore {
    /** Adds a session; a user who has too many loses the oldest. */
    void add(Session session);

    /**
     * The session whose access token stands in a text, as long as it is valid; else null. Allocates nothing.
     *
     * @param from where in the text the token begins; it ends where the text does
     * @param millis of now, since the epoch
     */
    @Nullable
    Session findByAccessToken(CharSequence text, int from, long millis);

    /** Takes out the session that a refresh token belongs to; empty when there is none that is valid at {@code now}. */
    Optional<Session> takeByRefreshToken(String token, Instant now);

    /** Ends a session, whether or not it is valid. */
    void remove(Session session);

    /** Ends every session of a user and answers how many there were. */
    int removeAll(long userId);
}
