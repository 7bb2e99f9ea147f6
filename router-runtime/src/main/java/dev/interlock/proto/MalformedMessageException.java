package dev.interlock.proto;

import dev.interlock.http.HttpException;
import dev.interlock.http.HttpStatus;

/**
 * The body is not a message of the expected type; the response is 400. It is thrown before any part of the message is
 * handed out. The detail states the error and the index of the byte where it was found.
 */
public final class MalformedMessageException extends HttpException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param detail description of the error, for the client
     */
    public MalformedMessageException(String detail) {
        super(HttpStatus.BAD_REQUEST, "The body is not a valid protobuf message: " + detail);
    }
}
