package dev.interlock.proto;

import dev.interlock.http.HttpException;

/**
 * Bytes that are no message of the type that was expected: answered 400. It is thrown before anything of the message is
 * handed out, and says what is wrong and at which byte.
 */
public final class MalformedMessageException extends HttpException {
    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     *
     * @param detail what is wrong, for the client to read
     */
    public MalformedMessageException(String detail) {
        super(400, "The body is not a valid protobuf message: " + detail);
    }
}
