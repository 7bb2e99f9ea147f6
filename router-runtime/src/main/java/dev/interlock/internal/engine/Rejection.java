package dev.interlock.internal.engine;

import dev.interlock.http.HttpStatus;
import dev.interlock.observe.RejectionReason;

/** Reason why the server rejects a request before a handler sees it. */
public interface Rejection {
    /** Returns the status of the response, 4xx or 5xx. */
    int status();

    /** Returns one sentence for the client, without internals of the server. */
    String detail();

    /** Returns the RFC and the section that require the rejection. */
    String rule();

    /** Returns the reason that listeners get. */
    default RejectionReason reason() {
        return switch (status()) {
            case HttpStatus.REQUEST_TIMEOUT -> RejectionReason.TIMED_OUT;
            case HttpStatus.CONTENT_TOO_LARGE, HttpStatus.URI_TOO_LONG, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE ->
                RejectionReason.TOO_LARGE;
            case HttpStatus.NOT_IMPLEMENTED, HttpStatus.HTTP_VERSION_NOT_SUPPORTED -> RejectionReason.UNSUPPORTED;
            default -> RejectionReason.MALFORMED;
        };
    }
}
