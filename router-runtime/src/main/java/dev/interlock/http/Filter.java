package dev.interlock.http;

/**
 * Observes or changes requests and their responses. One instance serves all requests and threads.
 *
 * <p>{@link #before}, {@link #returned} and {@link #after} are called around handlers. {@link #begin} and {@link #finish}
 * are called for every request and every response, even if no handler is called. A filter of the application is called for all
 * requests. A filter that {@code @UseFilters} or {@code @FilterBinding} binds to routes is called only for requests to
 * these routes.
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
     * Called by the thread that called {@link #before}, as soon as the handler has returned or thrown an exception. Here
     * a filter closes a scope that it opened for the thread in {@link #before}, such as a value of a logging context.
     * For a handler that returns a stage or a publisher, the response is not complete yet.
     *
     * <p>Also called if an earlier filter ended the exchange, and if a filter threw an exception, so a scope may be
     * missing. Also called when an {@link AsyncFilter} makes the request wait; {@link #resumed} follows. The last filter
     * is called first. An exception is only logged.
     */
    default void returned(Request request, Response response) {}

    /**
     * Called when a request continues that waited for a later {@link AsyncFilter}: here a filter opens its scope again.
     * {@link #before} of this filter has accepted the request, and {@link #returned} has closed the scope. An exception
     * is handled like an exception of the handler.
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
     * <p>The thread that made the response calls this method. If a stream fails before its first part, this method is
     * called again for the problem document that replaces the stream. If this method throws an exception, a 500 replaces
     * the response, and this method of all filters is called with that response. Then an exception is only logged, so
     * the response has the fields of the other filters. A filter may therefore see two responses to one request: set
     * fields by {@link Response#header}, which replaces an earlier value.
     */
    default void finish(Request request, Response response) {}
}
