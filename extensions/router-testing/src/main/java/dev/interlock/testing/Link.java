package dev.interlock.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Transport of bytes to a server and back. Used by one thread. */
interface Link extends AutoCloseable {
    /** Mistake of a server; see {@link #mistakeAfterResponse}. */
    String MORE_SENT = "The server sent extra bytes after the response";

    /** Sends bytes. If the server has closed the connection, the bytes are lost, as on any network. */
    void send(byte[] bytes);

    /**
     * Waits for bytes from the server, and returns them.
     *
     * @return an empty array after the timeout, or if more bytes may arrive later; null if the server has closed the
     *     connection
     * @throws InterruptedException if the thread is interrupted
     */
    byte @Nullable [] receive(Duration timeout) throws InterruptedException;

    /**
     * Checks the state of the connection after a response. Returns the mistake, or null.
     *
     * @param persistent whether the connection must stay open according to the response
     */
    @Nullable
    String mistakeAfterResponse(boolean persistent);

    /** Closes the connection, even while the server is using it. */
    @Override
    void close();
}
