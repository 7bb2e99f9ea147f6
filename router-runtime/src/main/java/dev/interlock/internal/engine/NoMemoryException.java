package dev.interlock.internal.engine;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;

/** The server rejects a request because the memory budget is spent. */
public final class NoMemoryException extends HttpException {
    private static final long serialVersionUID = 1L;

    public NoMemoryException() {
        super(ServerRejection.NO_MEMORY.status(), ServerRejection.NO_MEMORY.detail());
        header(HttpHeader.RETRY_AFTER, ServerRejection.RETRY_AFTER_SECONDS);
    }
}
