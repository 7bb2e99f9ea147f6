package dev.interlock.internal.transport;

import java.net.SocketAddress;

/** Connection that the kernel has accepted, before an event loop owns it. Used by one accepting thread at a time. */
interface Accepted {
    SocketAddress remoteAddress();

    /** Sets the task to run once when the connection has closed, on its event loop or in {@link #discard}. */
    void whenClosed(Runnable task);

    /** Hands the connection to an event loop. */
    void open();

    /** Closes the connection without reading from it. */
    void discard();
}
