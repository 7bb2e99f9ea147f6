package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/**
 * The time limit of an exchange has passed. The response is 503, unless a method of the application for exceptions makes
 * another one. It has no stack trace: the event loop finds that the time has passed, and its stack shows no cause.
 */
public final class ExchangeTimeoutException extends HttpException {
    private static final long serialVersionUID = 1L;

    public ExchangeTimeoutException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, "The server did not respond in time");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
