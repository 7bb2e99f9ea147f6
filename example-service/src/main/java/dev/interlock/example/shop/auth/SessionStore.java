package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Keeps sessions. Safe for use by several threads. May wait for a database. */
public interface SessionStore {
    /** Maximum number of sessions of one user. */
    int MAX_SESSIONS_PER_USER = 5;

    /** Adds a session. If the user then has too many sessions, removes the oldest of them. */
    void add(Session session);

    /**
     * Returns the valid session of an access token, or null. In memory, allocates nothing.
     *
     * @param text text that ends with the token
     * @param from index at which the token begins
     * @param millis current time in milliseconds since 1970
     */
    @Nullable
    Session findByAccessToken(CharSequence text, int from, long millis);

    /**
     * Removes the session of a refresh token, and returns the id of its user. Returns empty if the token has no
     * session, or if the session has expired at {@code now}. Of several calls with one token, only one returns the
     * user.
     */
    OptionalLong takeByRefreshToken(String token, Instant now);

    /** Removes a session, even if it has expired. */
    void remove(Session session);

    /** Removes all sessions of a user, and returns their number. */
    int removeAll(long userId);
}
