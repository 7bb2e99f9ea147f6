package dev.interlock.observe;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. All times are in nanoseconds as of {@link System#nanoTime}; 0 stands for an event that
 * has not happened yet. Valid until the last event of the exchange. Used by the thread that calls the {@link
 * ExchangeListener}.
 */
public interface ObservedExchange {
    /** Connection that received the request. */
    ObservedConnection connection();

    /**
     * Head of the request, in the buffer that received it. It must not be kept.
     *
     * @throws IllegalStateException after {@link ExchangeListener#routed}, because later requests use the buffer; or if
     *     the request has no head, see {@link #hasHead()}
     */
    RequestHead head();

    /** Whether the head of the request can be read. False if it is malformed or did not arrive in time. */
    boolean hasHead();

    /**
     * Route of the request, even if the request is rejected. Null before {@link ExchangeListener#routed}, or if there
     * is none.
     */
    @Nullable
    RouteInfo route();

    /** Status of the response, 200 to 599, or 0 before {@link ExchangeListener#responseBegun}. */
    int status();

    /** Bytes of the response with its head. Not final before {@link ExchangeListener#responseSent}. */
    long responseBytes();

    /** Time at which the head of the request had arrived. */
    long begunNanos();

    /** Time at which the kernel had taken the first byte of the response. */
    long firstByteNanos();

    /** Time at which the kernel had taken the last byte of the response. */
    long lastByteNanos();

    /** Object that the listener has attached, or null. */
    @Nullable
    Object attachment(ExchangeListener listener);

    /**
     * Attaches an object of a listener to the exchange until its last event.
     *
     * @throws IllegalArgumentException when the server does not have the listener
     */
    void attach(ExchangeListener listener, @Nullable Object attachment);
}
