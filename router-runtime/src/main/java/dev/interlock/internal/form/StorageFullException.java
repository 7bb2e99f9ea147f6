package dev.interlock.internal.form;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;

/**
 * Rejects a body because the upload files have reached their limit. The status is 503, because there will be room again
 * when other requests end.
 */
public final class StorageFullException extends HttpException {
    private static final long serialVersionUID = 1L;

    StorageFullException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, "The server could not store the request body");
        header(HttpHeader.RETRY_AFTER, "1");
    }
}
