package dev.interlock.internal.engine;

import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.syntax.FieldSection;
import java.net.SocketAddress;

/**
 * Owner of exchanges. The owner is a {@link Session} with one exchange at a time, or a stream of a session with many
 * exchanges. Used only by the thread of its event loop.
 */
public interface ExchangeOwner {
    SocketAddress remoteAddress();

    /** Runs a task of the exchange. Closes the connection if the task fails. */
    void run(Runnable task);

    /** Notifies the owner that the exchange has bytes to send, or can take further bytes of its request body. */
    void advanced();

    /** Returns whether the client understands interim responses (RFC 9110 section 15.2). */
    boolean takesInterimResponses();

    /**
     * Sends an interim response of the exchange. The final response must not have begun.
     *
     * @param status 100 to 199
     * @param fields valid until this method returns
     */
    void sendInterim(int status, FieldSection fields);

    /** Notifies the owner that the time limit of the exchange has passed. The response to the client follows. */
    void timedOut();

    /**
     * Responds in place of a handler that continues to use its request. Ends the exchange for this owner.
     *
     * @param running request that the handler uses on another thread
     * @param headLength length of the request's head in bytes
     */
    void respondBeside(ReceivedRequest running, int headLength, ExchangeTimeoutException cause);

    /** Notifies the owner that the response is complete. */
    void responded(EncodedResponse response);

    /** Notifies the owner that the body of the request could not be stored. */
    void storingFailed();

    /** Notifies the owner of an unexpected failure to receive the body of the request. */
    void receivingFailed(Throwable cause);

    /** Returns whether the connection takes more bytes of a streamed response. */
    boolean isWritable();

    /** Notifies the owner that a streamed response begins. Next, the owner sends the head of this response. */
    void streamBegun();

    /** Notifies the owner that the streamed response is complete. */
    void streamEnded();

    /**
     * Notifies the owner that the streamed response has failed.
     *
     * @param begun whether a part of the response was sent
     */
    void streamFailed(Throwable cause, boolean begun);
}
