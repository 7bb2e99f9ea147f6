package dev.interlock.server;

import dev.interlock.http.HttpException;
import dev.interlock.http1.Refusal;

/** The connections of the server hold so much that a request cannot be read. */
final class NoMemoryException extends HttpException {
    private static final long serialVersionUID = 1L;

    NoMemoryException() {
        super(Refusal.NO_MEMORY.status(), Refusal.NO_MEMORY.detail());
        header("retry-after", Admission.RETRY_AFTER_SECONDS);
    }
}
