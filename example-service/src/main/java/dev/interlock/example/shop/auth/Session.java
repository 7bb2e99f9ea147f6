package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import java.time.Instant;

/**
 * One login.
 *
 * @param caller account of the session; closing the account ends the session
 * @param accessToken token with a short lifetime, sent with every request
 * @param refreshToken token that renews the session once; empty for a session that a database has found by its access
 *     token, because a database keeps only digests of tokens
 */
public record Session(
        Caller caller, String accessToken, Instant accessExpiry, String refreshToken, Instant refreshExpiry) {
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
}
