package dev.interlock.server;

import dev.interlock.http.HttpException;
import dev.interlock.http1.Refusal;

/** The memory budget has no room for a request. */
final class NoMemoryException extends HttpException {
    private static final long serialVersionUID = 1L;

    NoMemoryException() {
        super(Refusal.NO_MEMORY.status(), Refusal.NO_MEMORY.detail());
        header("retry-after", Admission.RETRY_AFTER_SECONDS);
    }
}
