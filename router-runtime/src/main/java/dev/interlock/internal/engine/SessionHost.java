package dev.interlock.internal.engine;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** View of a {@link Connection} for its {@link Session}. Used only by the thread of its event loop. */
public interface SessionHost {
    /** Returns the received bytes that the session has not consumed. */
    Inbound inbound();

    /** Returns the bytes to send. They are sent after the current step, or after {@link #advanced}. */
    Outbound outbound();

    /** Returns the address of the client: the address that a proxy has stated, or else the address of the peer. */
    SocketAddress remoteAddress();

    /** Returns the observer that notifies the listeners of the server, or null if there are none. */
    @Nullable
    ConnectionObserver observer();

    /**
     * Returns whether the connection can take more bytes. After false, it calls {@link Session#writable} as soon as it
     * can.
     */
    boolean isWritable();

    /** Returns whether the client has closed its half of the connection. */
    boolean isInputEnded();

    /** Notifies the connection that the session can continue or has bytes to send. Called outside of a step. */
    void advanced();

    /** Runs a task of the session. If the task fails, the connection closes. */
    void run(Runnable task);

    /**
     * Ends the connection, because the session cannot continue. Sends the pending bytes, then resets the connection.
     * The reset shows the client that the response is incomplete.
     *
     * @param cause failure of the session, or {@link ExchangeTimeoutException}
     */
    void broken(Throwable cause);

    /** Returns the TLS of the connection, or null if it has none. */
    @Nullable
    LinkSecurity security();

    /** Updates the charge for the memory that the link holds. */
    void resized();

    /** Closes the connection at once. */
    void close();

    /**
     * Passes the connection and its unconsumed bytes to another protocol. The current session must have no exchange. It
     * is {@linkplain Session#closed closed} afterwards.
     */
    void replaceSession(SessionFactory next);
}
