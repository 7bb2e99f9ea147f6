package dev.interlock.internal.engine;

/** Event for which a session waits. */
public enum Waiting {
    /** The start of the next exchange. Closing the connection loses nothing. */
    REQUEST,
    /** The rest of a request's head. Its time limit counts from its first byte. */
    REST_OF_HEAD,
    /** The rest of a request's body. Each byte restarts the time limit. */
    REST_OF_BODY,
    /** A handler or the publisher of a response. The client is not to blame. */
    RESPONSE,
    /** Nothing: the last response is made, and the session reads no more bytes. */
    END;

    /** Whether a part of a request has arrived. */
    boolean isPartial() {
        return this == REST_OF_HEAD || this == REST_OF_BODY;
    }
}
