package dev.interlock.server;

import org.jspecify.annotations.Nullable;

/** Calls of a session to its connection outside of a step, on the event loop. */
interface SessionListener {
    /** The session can continue, or has bytes to send. */
    void advanced();

    /** Runs a task of the session on the event loop. A failure closes the connection. */
    default void run(Runnable task) {
        task.run();
    }

    /** The session cannot continue: the last response must stay incomplete. */
    void broken();

    /**
     * A response lasts for as long as the client listens, until the next call.
     *
     * @param stream the response, or null when it is over
     */
    default void lasting(@Nullable ResponseStream stream) {}
}
