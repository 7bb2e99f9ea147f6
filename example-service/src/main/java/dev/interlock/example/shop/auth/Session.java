package dev.interlock.example.shop.auth;

import dev.interlock.example.shop.access.Caller;
import java.time.Instant;

/**
 * One log-in.
 *
 * @param caller the account that it acts for: closing that ends the session
 * @param accessToken sent with every request, short-lived
 * @param refreshToken buys the next access token, once
 */
public record Session(
        Caller caller, String accessToken, Instant accessExpiry, String refreshToken, Instant refreshExpiry) {
    long userId() {
        return caller.userId();
    }

    /** @param millis since the epoch */
    boolean isOpenAt(long millis) {
        return millis < accessExpiry.toEpochMilli();
    }
}
