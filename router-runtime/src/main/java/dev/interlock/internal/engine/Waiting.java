package dev.interlock.internal.engine;

/** Event for which a session waits. */
public enum Waiting {
    /** TLS handshake. The session has a time limit of its own for it. */
    HANDSHAKE,
    /** Start of the next request. If the connection closes now, nothing is lost. */
    REQUEST,
    /** Rest of a request's head. The time limit counts from the first byte. */
    REST_OF_HEAD,
    /** Rest of a request's body. Each byte restarts the time limit. */
    REST_OF_BODY,
    /** Handler, or publisher of a response. The client cannot speed this up. */
    RESPONSE,
    /** No event: the last response is complete, and the session reads no more bytes. */
    END;

    /** Returns whether a part of a request has arrived. */
    boolean isPartial() {
        return this == REST_OF_HEAD || this == REST_OF_BODY;
    }
}
