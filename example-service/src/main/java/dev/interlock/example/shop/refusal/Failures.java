package dev.interlock.example.shop.refusal;

import dev.interlock.annotation.OnError;
import dev.interlock.example.shop.store.StoreFull;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;

/** Responses to exceptions of the domain, for all routes. */
public final class Failures {
    private static final String RETRY_AFTER_SECONDS = "60";

    /** Asks the client to come back later (RFC 6585 section 4). */
    @OnError
    public Problem full(StoreFull failure, Response response) {
        response.header("retry-after", RETRY_AFTER_SECONDS);
        return Problem.of(429).detail(String.valueOf(failure.getMessage()));
    }
}
