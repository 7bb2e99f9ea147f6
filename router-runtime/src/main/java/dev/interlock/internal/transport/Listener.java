package dev.interlock.internal.transport;

import io.netty.util.concurrent.Future;
import java.io.IOException;

/** Listening socket. It accepts connections for an {@link AcceptGate} until it is closed. */
interface Listener {
    /** Returns the configured port, or the port that the system has chosen; -1 for a unix domain socket. */
    int port();

    /**
     * Stops the kernel from beginning handshakes. Handshakes that have begun still complete. Returns whether the system
     * supports this.
     */
    boolean refuseHandshakes();

    /** Stops accepting on all threads except the accepting event loop. Each thread stops as soon as it has time. */
    void leaveLoops();

    /** Returns whether {@link #acceptLast} accepts all connections that are ready in the kernel. */
    boolean acceptsAll();

    /**
     * Prepares to accept the last connections. Called on the accepting event loop.
     *
     * @return time that the preparation takes, in milliseconds
     */
    long prepareLast();

    /**
     * Accepts the connections that are ready in the kernel, and no later connections. Called on the accepting event
     * loop.
     */
    void acceptLast() throws IOException;

    /** Closes the socket. Any thread may call this. */
    Future<?> close();
}
