package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/**
 * The time limit of an exchange has passed. The response is 503, unless the application maps this exception to another
 * response. The exception has no stack trace: the event loop creates it, so its stack would not show the cause.
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
