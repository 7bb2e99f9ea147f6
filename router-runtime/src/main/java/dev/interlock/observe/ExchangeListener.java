package dev.interlock.observe;

import java.util.Map;

/**
 * Listener of a server's connections and exchanges. An exchange is one request and its response.
 *
 * <p>The events of an exchange come in this order: {@link #requestBegun}, {@link #routed}, {@link #handlerReturned},
 * {@link #responseBegun}, then either {@link #responseSent} or {@link #responseAborted}, which is the last one. There
 * is no {@link #handlerReturned} if the request is rejected before filters and handler see it. There is no
 * {@link #routed} if the head of the request cannot be read. If the client leaves while a blocking handler runs, or the
 * time limit passes, {@link #handlerReturned} may come after the last event.
 *
 * <p>The server runs code of the application between {@link #scopeOpened} and {@link #scopeClosed}. Each part of an
 * exchange has one pair of these events: filters and handler, the completion of a stage, or the calls of a publisher.
 * The first pair follows {@link #requestBegun}. So a listener can make a context current for all code of an exchange.
 *
 * <p>The event loop of the connection calls the methods, with these exceptions: the thread that runs the code calls
 * {@link #handlerReturned} and the events of scopes, and the thread that starts the server calls {@link #serverOpened}
 * and {@link #adminPages}. The thread that shuts the server down calls {@link #serverClosed}. A listener must be quick,
 * because it holds up the other connections of the loop. It must not keep its arguments, because the server reuses them
 * for later exchanges. If it throws, the server logs the exception and continues.
 */
public interface ExchangeListener {
    /**
     * The server has its routes and threads, and is about to accept connections. Called once for each server, by the
     * thread that starts it. If the listener throws, the server does not start.
     *
     * @throws java.io.UncheckedIOException if the listener cannot use a file or a connection that it needs. The message
     *     should say what to do. It becomes the message of the {@code StartException} of the server
     */
    default void serverOpened(ServerState server) {}

    /**
     * The server has closed, after the last event of its connections. Called once, by the thread that shuts the server
     * down. Also called if the start of the server fails, with or without {@link #serverOpened} before. The shutdown
     * waits until the listener returns.
     */
    default void serverClosed() {}

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
     * The server has looked up the {@link ObservedExchange#route() route}. A request without a route has null. The head
     * can still be read.
     */
    default void routed(ObservedExchange exchange) {}

    /**
     * Code of the application will run on this thread for the exchange: filters, the handler, a publisher of the
     * response, or a subscriber of the body. At most one scope is open on a thread. If the code calls code of another
     * exchange, the scope is closed during that call.
     *
     * <p>An exchange has at most one open scope, with one exception: if the time limit passes while a blocking handler
     * runs, the event loop opens another scope for the response. A blocking handler that outlives its exchange has
     * scopes after the last event, too.
     */
    default void scopeOpened(ObservedExchange exchange) {}

    /**
     * The code has returned or thrown. Called by the thread that called {@link #scopeOpened}. Listeners are called in
     * reverse order.
     */
    default void scopeClosed(ObservedExchange exchange) {}

    /**
     * The handler has returned, or has thrown. If it returned a stage, the response is not complete yet. Called by the
     * thread of the handler.
     */
    default void handlerReturned(ObservedExchange exchange) {}

    /**
     * A part of the request body has arrived, without the framing of its protocol. Called after {@link #routed}. Not
     * called for a request without a body, or for a body that the server drops because nothing reads it.
     *
     * @param part bytes of the body as the client sent them, with their content coding; may be empty
     * @param isLast whether the body is complete
     */
    default void requestBodyArrived(ObservedExchange exchange, ObservedBytes part, boolean isLast) {}

    /**
     * The header fields of the response are final. Called before {@link #responseBegun}. Called again with other fields
     * if a publisher fails before its first part, because another response follows.
     *
     * @param fields fields of the application; the server adds fields that depend on the connection and on the framing
     *     of the body: {@code Date}, {@code Connection}, {@code Content-Length}, {@code Transfer-Encoding}
     */
    default void responseFieldsSet(ObservedExchange exchange, ObservedFields fields) {}

    /** The {@link ObservedExchange#status() status} of the response is final. None of its bytes has been sent. */
    default void responseBegun(ObservedExchange exchange) {}

    /**
     * The server is about to send a part of the response body. Called after {@link #responseBegun}. Not called for a
     * response without a body, such as a response to HEAD, nor for trailer fields and interim responses.
     *
     * @param part bytes of the body as the client receives them, with their content coding, without framing; may be
     *     empty
     */
    default void responseBodyAdded(ObservedExchange exchange, ObservedBytes part) {}

    /**
     * The server is about to send a part of a file as the whole body of the response. The bytes are not in memory,
     * because the kernel copies them to the socket.
     *
     * @param file the part. A listener may keep it beyond the event, and read it in another thread; see
     *     {@link ObservedFile#retain()}
     */
    default void responseFileAdded(ObservedExchange exchange, ObservedFile file) {}

    /** The kernel has accepted the whole response. */
    default void responseSent(ObservedExchange exchange) {}

    /** The response will not be sent completely. */
    default void responseAborted(ObservedExchange exchange, AbortReason reason) {}
}
