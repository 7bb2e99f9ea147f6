package dev.interlock.observe;

import java.util.Map;

/**
 * Listener of a server's connections and exchanges. An exchange is one request and its response.
 *
 * <p>The events of an exchange come in this order: {@link #requestBegun}, {@link #routed}, {@link #handlerReturned},
 * {@link #responseBegun}, then either {@link #responseSent} or {@link #responseAborted}, which is the last one. There
 * is no {@link #handlerReturned} if the request is rejected before filters and handler see it. There is no
 * {@link #routed} if the head of the request cannot be read. If the client leaves while a blocking handler runs, or the
 * time limit passes, {@link #handlerReturned} may come after the last event. So a listener can always end, for example, the
 * scope that it began for a handler.
 *
 * <p>The event loop of the connection calls every method, except {@link #handlerReturned}, which the thread of the
 * handler calls, and {@link #serverOpened}. A listener must be quick, because it holds up the other connections of the loop. It must not keep its
 * arguments, because they serve later exchanges. If it throws, the server logs the exception and continues.
 */
public interface ExchangeListener {
    /**
     * The server has its routes and threads, and will accept connections next. Called once for each server, by the
     * thread that starts it. If the listener throws, the server does not start.
     */
    default void serverOpened(ServerState server) {}

    /**
     * Returns pages for the admin port of the server, by path, such as {@code /metrics}. Called after {@link
     * #serverOpened}, if the server has an admin port.
     */
    default Map<String, AdminPage> adminPages() {
        return Map.of();
    }

    /** A client has connected. */
    default void connectionOpened(ObservedConnection connection) {}

    /** The connection has closed, after the last event of each of its exchanges. */
    default void connectionClosed(ObservedConnection connection) {}

    /**
     * The head of a request has arrived. If the head cannot be read, the request is rejected; see
     * {@link ObservedExchange#hasHead()}.
     */
    default void requestBegun(ObservedExchange exchange) {}

    /**
     * The server has looked up the {@link ObservedExchange#route() route}, which is null if the request has none. The
     * head can still be read.
     */
    default void routed(ObservedExchange exchange) {}

    /**
     * The handler has returned, or has thrown. If it returned a stage, the response is not complete yet. Called by the
     * thread of the handler.
     */
    default void handlerReturned(ObservedExchange exchange) {}

    /** The {@link ObservedExchange#status() status} is final, and the head of the response waits to be sent. */
    default void responseBegun(ObservedExchange exchange) {}

    /** The kernel has accepted the whole response. */
    default void responseSent(ObservedExchange exchange) {}

    /** The response will not be sent completely. */
    default void responseAborted(ObservedExchange exchange, AbortReason reason) {}
}
