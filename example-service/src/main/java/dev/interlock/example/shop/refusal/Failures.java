package dev.interlock.example.shop.refusal;

import dev.interlock.annotation.OnError;
import dev.interlock.example.shop.store.StoreFull;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;

/** What exceptions of the domain are answered with, whichever route they come from. */
public final class Failures {
    private static final String RETRY_AFTER_SECONDS = "60";

    /** RFC 6585 section 4: the client is asked to come back later. */
    @OnError
    public Problem full(StoreFull failure, Response response) {
        response.header("retry-after", RETRY_AFTER_SECONDS);
        return Problem.of(429).detail(String.valueOf(failure.getMessage()));
    }
}
