package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import java.time.Instant;

/**
 * One login.
 *
 * @param caller account of the session; closing the account ends the session
 * @param accessToken short-lived token that is sent with every request
 * @param refreshToken token that renews the session once
 */
public record Session(
        Caller caller, String accessToken, Instant accessExpiry, String refreshToken, Instant refreshExpiry) {
    long userId() {
        return caller.userId();
    }

    /**
     * Whether the session is valid at a time.
     * @param millis time since the epoch
     */
    boolean isOpenAt(long millis) {
        return millis < accessExpiry.toEpochMilli();
    }
}
