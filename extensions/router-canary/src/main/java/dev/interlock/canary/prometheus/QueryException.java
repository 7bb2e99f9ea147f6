package dev.interlock.canary.prometheus;

import java.io.IOException;

/** Prometheus rejected a query, did not respond in time, or sent a malformed result. */
public final class QueryException extends IOException {
    private static final long serialVersionUID = 1;

    QueryException(String message) {
        super(message);
    }

    QueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
