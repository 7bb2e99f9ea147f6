package dev.interlock.internal.engine;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** A connection, as its {@link Session} sees it. Used by the thread of its event loop alone. */
public interface SessionHost {
    /** Received bytes that the session has not consumed. */
    Inbound inbound();

    /** Bytes to send. They leave after the current step, or after {@link #advanced}. */
    Outbound outbound();

    SocketAddress remoteAddress();

    /** Notifies the listeners of the server; null if there are none. */
    @Nullable
    ConnectionObserver observer();

    /** Whether the connection takes more bytes. If not, it calls {@link Session#writable} when it does again. */
    boolean isWritable();

    /** Whether the client has closed its half of the connection. */
    boolean isInputEnded();

    /** Tells the connection that the session can continue or has bytes to send. For calls outside of a step. */
    void advanced();

    /** Runs a task of the session. A failure closes the connection. */
    void run(Runnable task);

    /**
     * Ends a session that cannot continue: sends the pending bytes, then resets the connection, so that the client
     * notices the incomplete response.
     */
    void broken();

    /** Closes the connection at once. */
    void close();

    /**
     * Passes the connection to another protocol, with the bytes that the current session has not consumed. The current
     * session must have no exchange, and is {@linkplain Session#closed closed}.
     */
    void replaceSession(SessionFactory next);
}
