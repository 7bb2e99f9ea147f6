package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/**
 * Ends the reading of an object in a {@link JacksonLenientReading}, because a member is missing. Jackson adds the path
 * of the member to this exception.
 */
final class JacksonMissing extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    /** The way in which the member is missing. */
    enum Kind {
        ABSENT,
        NULL,
        /** The member is already recorded. The reading ends, because the list of missing members is full. */
        LISTED
    }

    private final Kind kind;

    JacksonMissing(JsonParser parser, Kind kind) {
        super(parser, kind.name(), (JsonLocation) null);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** Does nothing. Nobody reads the stack trace, and clients can cause many of these exceptions. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
