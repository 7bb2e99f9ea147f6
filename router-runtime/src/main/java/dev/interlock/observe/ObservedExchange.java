package dev.interlock.observe;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. All times are as of {@link System#nanoTime}; 0 stands for a time that has not come.
 * Valid until the last event of the exchange. Used by the thread that calls the {@link ExchangeListener}.
 */
public interface ObservedExchange {
    ObservedConnection connection();

    /**
     * Head of the request, where it was received.
     *
     * @throws IllegalStateException after {@link ExchangeListener#routed}: later requests use the bytes
     */
    RequestHead head();

    /** Whether the request has a head that can be read: not if it is malformed or did not arrive in time. */
    boolean hasHead();

    /** Route of the request, even if the request is rejected. Null if it has none, or before it is known. */
    @Nullable
    RouteInfo route();

    /** Status of the response, or 0 before {@link ExchangeListener#responseBegun}. */
    int status();

    /** Bytes of the response with its head. Not final before {@link ExchangeListener#responseSent}. */
    long responseBytes();

    /** Time when the head of the request had arrived. */
    long begunNanos();

    /** Time when the kernel had taken the first byte of the response. */
    long firstByteNanos();

    /** Time when the kernel had taken the last byte of the response. */
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
