package dev.interlock.internal.engine;

import dev.interlock.http.FieldSection;
import dev.interlock.http.Response;
import java.net.SocketAddress;

/**
 * Owner of exchanges: a {@link Session} that has one exchange at a time, or a stream of a session that has many. Used
 * by the thread of its event loop alone.
 */
public interface ExchangeOwner {
    SocketAddress remoteAddress();

    /** Runs a task of the exchange. A failure closes the connection. */
    void run(Runnable task);

    /** The exchange can continue: it has bytes to send, or takes further bytes of its body. */
    void advanced();

    /** Whether the client understands interim responses (RFC 9110 section 15.2). */
    boolean takesInterimResponses();

    /**
     * Sends an interim response of the exchange, whose response has not begun.
     *
     * @param status 100 to 199
     * @param fields valid until this method returns
     */
    void sendInterim(int status, FieldSection fields);

    /** The response of the exchange is complete. */
    void responded(Response response);

    /** The body of the request could not be stored. */
    void storingFailed();

    /** Receiving the body of the request failed for an unexpected reason. */
    void receivingFailed(Throwable cause);

    /** Whether the connection takes more bytes of a streamed response. */
    boolean isWritable();

    /** The streamed response begins: its head is the next to be sent. */
    void streamBegun();

    /** The streamed response is complete. */
    void streamEnded();

    /**
     * The streamed response broke off.
     *
     * @param begun whether a part of it was sent
     */
    void streamFailed(Throwable cause, boolean begun);
}
