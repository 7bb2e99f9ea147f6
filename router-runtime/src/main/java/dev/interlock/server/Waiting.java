package dev.interlock.server;

/** What a session waits for. */
enum Waiting {
    REQUEST,
    REST_OF_HEAD,
    REST_OF_BODY,
    /** The handler, or the publisher of a response. */
    ANSWER,
    /** Nothing more: the last response was made, and whatever else arrives is not read. */
    END
}
