package dev.interlock.example.shop.web;

import dev.interlock.annotation.OnError;
import dev.interlock.example.shop.store.StoreFull;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;

/** Converts exceptions of the domain to responses, for all routes. */
public final class Failures {
    private static final String RETRY_AFTER_SECONDS = "60";

    /** Tells the client to try again later (RFC 6585 section 4). */
    @OnError
    public Problem full(StoreFull failure, Response response) {
        response.header(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return Problem.of(HttpStatus.TOO_MANY_REQUESTS).detail(String.valueOf(failure.getMessage()));
    }
}
