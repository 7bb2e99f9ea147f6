package dev.interlock.internal.transport;

import java.net.SocketAddress;

/** Connection that the kernel has accepted, before an event loop owns it. Used by one accepting thread at a time. */
interface Accepted {
    SocketAddress remoteAddress();

    /**
     * Sets the task that runs once after the connection has closed. The task runs on the event loop of the connection,
     * or in {@link #discard}.
     */
    void whenClosed(Runnable task);

    /** Passes the connection to an event loop. */
    void open();

    /** Closes the connection without reading from it. */
    void discard();
}
