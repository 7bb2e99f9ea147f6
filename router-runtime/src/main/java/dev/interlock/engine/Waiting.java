package dev.interlock.engine;

/** What a session waits for. */
public enum Waiting {
    /** The next request, or whatever begins an exchange. Closing the connection loses nothing. */
    REQUEST,
    /** The rest of a request's head. Its time limit counts from its first byte. */
    REST_OF_HEAD,
    /** The rest of a request's body. Each byte restarts the time limit. */
    REST_OF_BODY,
    /** A handler or the publisher of a response. The client is not to blame. */
    RESPONSE,
    /** Nothing more: the last response was made, and the session reads no further bytes. */
    END;

    /** Whether a part of a request has arrived. */
    boolean isPartial() {
        return this == REST_OF_HEAD || this == REST_OF_BODY;
    }
}
