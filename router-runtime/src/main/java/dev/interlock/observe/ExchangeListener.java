package dev.interlock.observe;

/**
 * Listener of a server's connections and exchanges. An exchange is one request and its response.
 *
 * <p>The events of an exchange come in this order: {@link #requestBegun}, {@link #routed}, {@link #handlerReturned},
 * {@link #responseBegun}, then either {@link #responseSent} or {@link #responseAborted}, which is the last one. A
 * request that is rejected before filters and handler see it has no {@link #handlerReturned}. A request whose head
 * cannot be read has no {@link #routed}. If the client leaves while its handler runs, {@link #handlerReturned} comes
 * after {@link #responseAborted}. So a listener can always end what it began for a handler, such as a scope.
 *
 * <p>The event loop of the connection calls every method, except {@link #handlerReturned}, which the thread of the
 * handler calls. A listener must be quick: it holds up the other connections of the loop. It must not keep its
 * arguments, because they serve later exchanges. If it throws, the server logs the exception and continues.
 */
public interface ExchangeListener {
    /** A client has connected. */
    default void connectionOpened(ObservedConnection connection) {}

    /** The connection has closed, after the last event of each of its exchanges. */
    default void connectionClosed(ObservedConnection connection) {}

    /**
     * The head of a request has arrived and can be read, or the request is rejected because its head cannot be read:
     * see {@link ObservedExchange#hasHead()}.
     */
    default void requestBegun(ObservedExchange exchange) {}

    /**
     * The search for the {@link ObservedExchange#route() route} is over; the route is null if none was found. The head
     * can still be read.
     */
    default void routed(ObservedExchange exchange) {}

    /**
     * The handler has returned, or has thrown. If it returned a stage, the response is not complete yet. Called by the
     * thread of the handler.
     */
    default void handlerReturned(ObservedExchange exchange) {}

    /** The {@link ObservedExchange#status() status} is final, and the head of the response waits to be sent. */
    default void responseBegun(ObservedExchange exchange) {}

    /** The kernel has taken the whole response. */
    default void responseSent(ObservedExchange exchange) {}

    /** The response will not be sent completely. */
    default void responseAborted(ObservedExchange exchange, AbortReason reason) {}
}
