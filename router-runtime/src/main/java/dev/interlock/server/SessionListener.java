package dev.interlock.server;

/** What a session tells its connection outside of a step. Called on the event loop. */
interface SessionListener {
    /** The session can go on, or has something to be sent. */
    void advanced();

    /** The session cannot go on: what was sent last is not to be completed. */
    void broken();
}
