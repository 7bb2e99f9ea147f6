package dev.interlock.example.shop.auth;

import java.time.Instant;

/**
 * One log-in.
 *
 * @param accessToken sent with every request, short-lived
 * @param refreshToken buys the next access token, once
 */
public record Session(
        long userId, String accessToken, Instant accessExpiry, String refreshToken, Instant refreshExpiry) {}
