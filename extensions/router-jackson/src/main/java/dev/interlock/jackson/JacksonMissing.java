package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;

/** Ends a {@link JacksonLenientReading} at a missing member. Jackson adds the place of the member. */
final class JacksonMissing extends MismatchedInputException {
    private static final long serialVersionUID = 1L;

    /** How a member is missing. */
    enum Kind {
        ABSENT,
        NULL,
        /** The member is not listed, because the list of missing members is full. */
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

    /** Does nothing. Nobody sees the stack trace, and clients can cause many such exceptions. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
