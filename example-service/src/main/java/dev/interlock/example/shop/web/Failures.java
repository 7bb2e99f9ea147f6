package dev.interlock.example.shop.web;

import dev.interlock.annotation.OnError;
import dev.interlock.example.shop.refusal.Refusal;
import dev.interlock.example.shop.refusal.Unavailable;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.Response;

/** Converts the exceptions of the domain to responses, for all routes. */
public final class Failures {
    private static final String CHALLENGE = "Bearer realm=\"shop\"";

    /** Names the reason. A client that has tried too often learns how many seconds to wait (RFC 6585 section 4). */
    @OnError
    public Problem refused(Refusal refusal, Response response) {
        Problem problem = Problem.of(status(refusal.reason())).detail(String.valueOf(refusal.getMessage()));
        if (refusal.reason() == Refusal.Reason.UNAUTHENTICATED) {
            // RFC 9110 section 11.6.1.
            response.header(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
        }
        refusal.waitingTime()
                .ifPresent(wait -> response.header(
                        HttpHeader.RETRY_AFTER,
                        String.valueOf(wait.plusMillis(999).toSeconds())));
        return refusal.parameter()
                .map(parameter -> problem.with("parameter", parameter.name()).with("expected", parameter.expected()))
                .orElse(problem);
    }

    /** Leaves out the message, which is for the log. {@link RetryLater} says when to try again. */
    @OnError
    public Problem unavailable(Unavailable failure) {
        return Problem.of(HttpStatus.SERVICE_UNAVAILABLE).title("Temporarily unavailable");
    }

    private static int status(Refusal.Reason reason) {
        return switch (reason) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case BAD_PARAMETER -> HttpStatus.BAD_REQUEST;
            // The message can be read, but violates a rule (RFC 9110 section 15.5.21).
            case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
            case CONFLICT -> HttpStatus.CONFLICT;
            case UNAUTHENTICATED -> HttpStatus.UNAUTHORIZED;
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case TOO_MANY -> HttpStatus.TOO_MANY_REQUESTS;
        };
    }
}
