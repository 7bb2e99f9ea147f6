package dev.interlock.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends bytes to a server and receives bytes. Only one thread may use a link. */
interface Link extends AutoCloseable {
    /** A mistake that {@link #mistakeAfterResponse} returns. */
    String MORE_SENT = "The server sent extra bytes after the response";

    /** Sends bytes. If the server has closed the connection, the bytes are lost without an exception. */
    void send(byte[] bytes);

    /**
     * Waits for bytes from the server and returns them.
     *
     * @return an empty array if no bytes have arrived yet; null if the server has closed the connection
     * @throws InterruptedException if the thread is interrupted
     */
    byte @Nullable [] receive(Duration timeout) throws InterruptedException;

    /**
     * Checks the state of the connection after a response. Returns a description of the server's mistake, or null.
     *
     * @param persistent whether the response states that the connection stays open
     */
    @Nullable
    String mistakeAfterResponse(boolean persistent);

    /** Closes the connection, even while the server is using it. */
    @Override
    void close();
}
