package dev.interlock.observe;

import dev.interlock.http.RequestHead;
import dev.interlock.http.RouteInfo;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response. All times are in nanoseconds, from {@link System#nanoTime}; 0 stands for an event that
 * has not happened yet. An exchange is valid until its last event, and in later scopes of a blocking handler. Only the
 * thread that calls the {@link ExchangeListener} may use it.
 */
public interface ObservedExchange {
    /** Returns the connection that received the request. */
    ObservedConnection connection();

    /**
     * Returns the head of the request, in the buffer that received it. The caller must not keep it.
     *
     * @throws IllegalStateException after {@link ExchangeListener#routed}, because later requests use the buffer. Also
     *     thrown if {@link #hasHead()} is false
     */
    RequestHead head();

    /**
     * Returns the address of the client, according to trusted proxies. Before {@link ExchangeListener#routed}, this is
     * the address of the connection.
     */
    SocketAddress clientAddress();

    /**
     * Returns {@code http} or {@code https}: the scheme that the client has used, as trusted proxies state it. Before
     * {@link ExchangeListener#routed}, this is {@code http}.
     */
    String scheme();

    /**
     * Returns the authority that the client has addressed, as a trusted proxy states it. Returns null if no trusted
     * proxy states it; the {@link #head() head} then has the authority. Also null before
     * {@link ExchangeListener#routed}.
     */
    @Nullable
    String forwardedAuthority();

    /** Whether the head of the request can be read. False if it is malformed or did not arrive in time. */
    boolean hasHead();

    /**
     * Returns the route of the request, even if the request is rejected. Null before {@link ExchangeListener#routed},
     * and for a request without a route.
     */
    @Nullable
    RouteInfo route();

    /** Returns the status of the response, 200 to 599, or 0 before {@link ExchangeListener#responseBegun}. */
    int status();

    /**
     * Returns the reason why the server rejected the request, or null. Final from {@link
     * ExchangeListener#responseBegun} on.
     */
    @Nullable
    RejectionReason rejection();

    /**
     * Returns the last exception of a filter, the handler, its stage or its publisher, or null. It may be an
     * {@link dev.interlock.http.HttpException} by which the application has chosen the response. Final at the last
     * event.
     */
    @Nullable
    Throwable failure();

    /**
     * Returns the number of bytes of the request that have arrived, including its head and the framing of its body.
     * Returns 0 if the head cannot be read.
     */
    long requestBytes();

    /**
     * Returns whether the time limit of the exchange has passed. The status is then usually 503. If the response had
     * already begun, it is aborted instead. A blocking handler may still run.
     */
    boolean timedOut();

    /**
     * Returns the number of bytes of the response, including its head. It is final from
     * {@link ExchangeListener#responseSent} on.
     */
    long responseBytes();

    /** Returns the time at which the head of the request was complete. */
    long begunNanos();

    /** Returns the time at which the kernel accepted the first byte of the response. */
    long firstByteNanos();

    /** Returns the time at which the kernel accepted the last byte of the response. */
    long lastByteNanos();

    /** Returns the object that the listener has attached, or null. */
    @Nullable
    Object attachment(ExchangeListener listener);

    /**
     * Attaches an object of a listener to the exchange, for as long as the exchange is valid.
     *
     * @throws IllegalArgumentException if the listener was not added to the server
     */
    void attach(ExchangeListener listener, @Nullable Object attachment);
}
