package dev.interlock.internal.engine;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Connection, as its {@link Session} sees it. Used only by the thread of its event loop. */
public interface SessionHost {
    /** Returns the received bytes that the session has not consumed. */
    Inbound inbound();

    /** Returns the bytes to send. They are sent after the current step, or after {@link #advanced}. */
    Outbound outbound();

    /** Returns the address of the client, or of the last proxy that does not state another one. */
    SocketAddress remoteAddress();

    /** Returns the observer that notifies the listeners of the server, or null if there are none. */
    @Nullable
    ConnectionObserver observer();

    /** Returns whether the connection can take more bytes. If not, it calls {@link Session#writable} once it can. */
    boolean isWritable();

    /** Returns whether the client has closed its half of the connection. */
    boolean isInputEnded();

    /** Notifies the connection, outside of a step, that the session can continue or has bytes to send. */
    void advanced();

    /** Runs a task of the session. If the task fails, the connection closes. */
    void run(Runnable task);

    /**
     * Ends a session that cannot continue. Sends the pending bytes, then resets the connection, so that the client
     * notices the incomplete response.
     *
     * @param cause failure of the session, or {@link ExchangeTimeoutException}
     */
    void broken(Throwable cause);

    /** Closes the connection at once. */
    void close();

    /**
     * Passes the connection to another protocol, with the bytes that the current session has not consumed. The current
     * session must have no exchange, and is then {@linkplain Session#closed closed}.
     */
    void replaceSession(SessionFactory next);
}
