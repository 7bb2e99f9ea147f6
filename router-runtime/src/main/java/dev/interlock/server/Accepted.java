package dev.interlock.server;

import java.net.SocketAddress;

/** A connection that the kernel has accepted, and nobody reads from yet. Used by the thread that accepts, alone. */
interface Accepted {
    SocketAddress remoteAddress();

    /** Has a task run when it is closed, whoever does that, by its event loop or by the caller. */
    void whenClosed(Runnable task);

    /** Gives it to an event loop. */
    void open();

    /** Closes it unread. */
    void discard();
}
