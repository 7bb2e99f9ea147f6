package dev.interlock.server;

import org.jspecify.annotations.Nullable;

/** What a session tells its connection outside of a step. Called on the event loop. */
interface SessionListener {
    /** The session can go on, or has something to be sent. */
    void advanced();

    /** Runs a task of the event loop that belongs to the session; one that fails closes the connection. */
    default void run(Runnable task) {
        task.run();
    }

    /** The session cannot go on: what was sent last is not to be completed. */
    void broken();

    /**
     * An answer goes on for as long as the client listens, until this is called again.
     *
     * @param stream the answer; null if it is over
     */
    default void lasting(@Nullable ResponseStream stream) {}
}
