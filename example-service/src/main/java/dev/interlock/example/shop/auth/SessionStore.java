package dev.interlock.example.shop.auth;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps sessions. Safe for use by several threads. */
public interface SessionStore {
    /** Adds a session. A user with too many sessions loses the oldest session. */
    void add(Session session);

    /**
     * Returns the valid session whose access token is in a text, or null. Allocates nothing.
     *
     * @param from start of the token, which extends to the end of the text
     * @param millis current time since the epoch
     */
    @Nullable
    Session findByAccessToken(CharSequence text, int from, long millis);

    /**
     * Removes and returns the session of a refresh token. Returns empty if there is no session that is valid at {@code
     * now}.
     */
    Optional<Session> takeByRefreshToken(String token, Instant now);

    /** Removes a session, whether or not it is valid. */
    void remove(Session session);

    /** Removes all sessions of a user. Returns their number. */
    int removeAll(long userId);
}
