package dev.interlock.internal.engine;

import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBufAllocator;
import java.net.SocketAddress;

/**
 * Connection or stream whose requests a {@link ServedRequest} serves. It knows the wire format of a protocol. Used only
 * by the thread of its event loop.
 */
public interface ExchangeWire {
    SocketAddress remoteAddress();

    /** Returns the received bytes of the connection. They begin with the body if it has arrived with its head. */
    Inbound inbound();

    /** Returns the allocator of the connection's buffers. */
    ByteBufAllocator allocator();

    /** Runs a task of the exchange. Closes the connection if the task fails. */
    void run(Runnable task);

    /** Notes that the exchange has bytes to send, or can take further bytes of its request body. */
    void advanced();

    /** Returns whether the connection takes more bytes of a streamed response. */
    boolean isWritable();

    /** Returns whether the client understands interim responses (RFC 9110 section 15.2). */
    boolean takesInterimResponses();

    /**
     * Sends an interim response.
     *
     * @param status 100 to 199
     * @param fields valid until this method returns
     */
    void sendInterim(int status, FieldSection fields);

    /** Returns whether bytes of the body have arrived, so that its client does not wait for 100 Continue. */
    boolean hasBodyBytes();

    /**
     * Notes that the rest of the body will not be read. The response follows.
     *
     * @param mayDrop whether a short rest may be received and dropped
     */
    void bodyUnwanted(boolean mayDrop);

    /** Drops an unwanted body, after the response. */
    void dropBody();

    /**
     * Reserves memory for the part of a whole response that must wait for its client. The caller then calls {@link
     * #send}, but possibly with another response.
     *
     * @param toHead whether the request's method was HEAD
     * @param essential whether the memory is reserved even if the limit is reached
     * @return false if there is no memory; nothing is reserved then
     */
    boolean reserve(EncodedResponse response, boolean toHead, boolean essential);

    /**
     * Sends a whole response, and resets it.
     *
     * @param toHead whether the request's method was HEAD
     */
    void send(EncodedResponse response, boolean toHead);

    /**
     * Sends the response to a request that is rejected before it was read completely, and resets it. The wire serves no
     * request after it.
     *
     * @param withoutBody whether the method is known to be HEAD
     */
    void sendRejection(EncodedResponse response, boolean withoutBody);

    /**
     * Creates the stream of a response, and resets the response.
     *
     * @param content the body of the response, which the stream owns from now on
     * @param owner owner of the stream
     * @param limitNanos longest time without progress of the publisher
     */
    ResponseStream stream(EncodedResponse response, Content.Stream content, ExchangeOwner owner, long limitNanos);

    /** Notes that a streamed response has begun that lasts until its client leaves. */
    void lastingBegun();

    /**
     * Returns whether the whole response is in the output. If not, the wire calls {@link
     * ExchangeObservation#responseEnded} later.
     */
    boolean isWritten();

    /** Notes that the response is complete, and that its exchange has ended. */
    void finished();

    /**
     * Ends the response, or the connection, without another response. The client may have received a part of a
     * response.
     */
    void broken(Throwable cause);
}
