package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import dev.interlock.http.Principal;
import java.time.Instant;

/**
 * One login. It is the principal of its requests.
 *
 * @param caller account of the session; closing the account ends the session
 * @param accessToken token with a short lifetime, sent with every request
 * @param refreshToken token that renews the session once; empty for a session that a database has found by its access
 *     token, because a database keeps only digests of tokens
 */
public record Session(
        Caller caller, String accessToken, Instant accessExpiry, String refreshToken, Instant refreshExpiry)
        implements Principal {
    long userId() {
        return caller.userId();
    }

    /**
     * Whether the access token is valid at a given time.
     *
     * @param millis milliseconds since 1970
     */
    boolean isOpenAt(long millis) {
        return millis < accessExpiry.toEpochMilli();
    }

    @Override
    public String name() {
        return Long.toString(caller.userId());
    }

    @Override
    public boolean hasRole(String role) {
        return caller.role().name().equals(role);
    }
}
