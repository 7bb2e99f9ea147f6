package dev.interlock.observe;

/**
 * Listener of a server's connections and exchanges. An exchange is one request and its response.
 *
 * <p>The events of an exchange come in this order: {@link #requestBegun}, {@link #routed}, {@link #handlerReturned},
 * {@link #responseBegun}, then either {@link #responseSent} or {@link #responseAborted}, which is the last one. A request
 * that is rejected before filters and handler see it has no {@link #handlerReturned}; a request whose head cannot be read
 * is not routed. If the client
 * leaves while its handler runs, {@link #handlerReturned} comes after {@link #responseAborted}: what a listener has
 * begun for a handler, such as a scope, it can always end.
 *
 * <p>The event loop of the connection calls every method, except {@link #handlerReturned}, which the thread of the handler
 * calls. A listener must be quick: it holds up the other connections of the loop. It must not keep its arguments, which
 * serve later exchanges. If it throws, the server logs that and continues.
 */
public interface ExchangeListener {
    /** A client has connected. */
    default void connectionOpened(ObservedConnection connection) {}

    /** The connection has closed. Its exchanges have ended before. */
    default void connectionClosed(ObservedConnection connection) {}

    /** The head of a request has arrived. The {@link ObservedExchange#head() head} can be read now. */
    default void requestBegun(ObservedExchange exchange) {}

    /** The {@link ObservedExchange#route() route} is known, or that there is none. The head can still be read. */
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

    /** The response will not be sent as a whole. */
    default void responseAborted(ObservedExchange exchange, AbortReason reason) {}
}
