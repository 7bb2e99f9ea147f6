package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions. Safe for use by several threads. */
public interface SessionStore {
    /** Adds a session. If the user then has too many sessions, removes the oldest of them. */
    void add(Session session);

    /**
     * Returns the valid session of an access token, or null. Allocates nothing.
     *
     * @param text text that ends with the token
     * @param from index at which the token begins
     * @param millis current time in milliseconds since 1970
     */
    @Nullable
    Session findByAccessToken(CharSequence text, int from, long millis);

    /**
     * Removes and returns the session of a refresh token. Returns empty if the token has no session, or if the session
     * has expired at {@code now}.
     */
    Optional<Session> takeByRefreshToken(String token, Instant now);

    /** Removes a session, even if it has expired. */
    void remove(Session session);

    /** Removes all sessions of a user, and returns their number. */
    int removeAll(long userId);
}
