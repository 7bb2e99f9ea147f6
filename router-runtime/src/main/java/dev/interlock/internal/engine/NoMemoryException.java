package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;

/** The memory budget has no room for a request. */
public final class NoMemoryException extends HttpException {
    private static final long serialVersionUID = 1L;

    public NoMemoryException() {
        super(ServerRejection.NO_MEMORY.status(), ServerRejection.NO_MEMORY.detail());
        header(HttpHeader.RETRY_AFTER, ServerRejection.RETRY_AFTER_SECONDS);
    }
}
