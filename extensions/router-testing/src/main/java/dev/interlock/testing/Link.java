package dev.interlock.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Bytes to a server and back. Used by one thread. */
interface Link extends AutoCloseable {
    /** A mistake, see {@link #mistakeAfterAnswer}. */
    String MORE_SENT = "The server sent more behind the answer";

    /** Sends bytes. What a server that has closed the connection does not take is lost, as on any network. */
    void send(byte[] bytes);

    /**
     * Takes what the server has sent, and waits for it.
     *
     * @return no bytes when the time is up, or there may be more after a while; null when the server has closed
     * @throws InterruptedException when the thread is interrupted
     */
    byte @Nullable [] receive(Duration timeout) throws InterruptedException;

    /**
     * What is wrong with the state in which an answer leaves the connection, or null.
     *
     * @param persistent whether the connection is to stay open, as the answer says
     */
    @Nullable
    String mistakeAfterAnswer(boolean persistent);

    /** Leaves, whatever the server is doing. */
    @Override
    void close();
}
