package dev.interlock.internal.transport;

import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Socket that listens, and accepts connections for an {@link AcceptGate} until it is closed. */
interface Listener {
    /** Address of the open socket, with the port that was chosen for 0. */
    InetSocketAddress address();

    /**
     * Stops the kernel from beginning handshakes. Begun handshakes complete. Returns whether the system supports this.
     */
    boolean refuseHandshakes();

    /** Stops accepting on all threads but the accepting event loop, each as soon as it has time. */
    void leaveLoops();

    /** Whether {@link #acceptLast} accepts all connections that are ready in the kernel. */
    boolean acceptsAll();

    /**
     * Prepares to accept the last connections. Called on the accepting event loop.
     *
     * @return time in milliseconds that the preparation takes
     */
    long prepareLast();

    /** Accepts the connections that are ready in the kernel, but no later ones. Called on the accepting event loop. */
    void acceptLast() throws IOException;

    /** Closes the socket. For any thread. */
    Future<?> close();
}
