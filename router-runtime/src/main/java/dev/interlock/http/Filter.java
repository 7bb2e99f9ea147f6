package dev.interlock.http;

/**
 * Observes or changes requests and their responses. One instance serves all requests and threads.
 *
 * <p>{@link #before}, {@link #returned} and {@link #after} are called around the handler. {@link #begin} is called for
 * every request, and {@link #finish} for every response, even if no handler is called. A filter that {@code @HttpApp}
 * names is called for all requests. A filter that {@code @UseFilters} or {@code @FilterBinding} binds to routes is
 * called only for requests to these routes.
 */
public interface Filter {
    /**
     * Called first, after the server has looked up the route. Also called for a request without a route, and for a
     * request that is rejected because of its path, method, fields or body. This method cannot end the exchange.
     *
     * <p>If the request could not be read, it has no fields, and its method and path are empty.
     */
    default void begin(Request request) {}

    /**
     * Called before the parameters are bound. An exception is handled like an exception of the handler.
     *
     * @return false to end the exchange with the current response: neither later filters nor the handler are called
     */
    default boolean before(Request request, Response response) throws Exception {
        return true;
    }

    /**
     * Called by the thread that called {@link #before}, as soon as the handler has returned or thrown an exception.
     * Close a scope here that {@link #before} has opened for the thread, such as a value of a logging context. If the
     * handler has returned a stage or a publisher, the response is not complete yet.
     *
     * <p>Also called if a filter has ended the exchange or thrown an exception. So {@link #before} may not have been
     * called, and the scope may be missing. Also called when the request begins to wait for an {@link AsyncFilter};
     * {@link #resumed} follows. The last filter is called first. An exception is only logged.
     */
    default void returned(Request request, Response response) {}

    /**
     * Called when a request continues after it has waited for a later {@link AsyncFilter}. Open the scope again here
     * that {@link #before} has opened and {@link #returned} has closed. An exception is handled like an exception of
     * the handler.
     */
    default void resumed(Request request, Response response) {}

    /**
     * Called after the handler, or after a later filter that ended the exchange. Not called if {@link #before} of this
     * filter returned false, or if the handler or a later filter threw an exception. The last filter is called first.
     * An exception is handled like an exception of the handler.
     *
     * <p>If the handler returns a stage, this method is called on the event loop after the stage has completed. For a
     * streamed response, it is called before the first part.
     */
    default void after(Request request, Response response) throws Exception {}

    /**
     * Called with every response before it is sent: with responses of handlers, of filters and of the server itself,
     * such as 404 and 405, and with responses to exceptions. The last filter is called first. Status, fields and body
     * can still be changed. The body of a streamed response is its publisher.
     *
     * <p>The thread that made the response calls this method. A filter may see two responses to one request, so set
     * fields by {@link Response#header}, which replaces an earlier value. If a stream fails before its first part, all
     * filters are called again with the problem document that replaces the stream. If this method throws an exception,
     * all filters are called again with a response 500. Any exception is then only logged, so that this response has
     * the fields of the other filters.
     */
    default void finish(Request request, Response response) {}
}
