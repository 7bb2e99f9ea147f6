package dev.interlock.http;

/**
 * The upload files have reached their limit, so no other file can be written. The status is 503, because files will be
 * removed.
 */
public final class StorageFullException extends HttpException {
    private static final long serialVersionUID = 1L;

    StorageFullException() {
        super(HttpStatus.SERVICE_UNAVAILABLE, "The server could not store the request body");
        header(HttpHeader.RETRY_AFTER, "1");
    }
}
