package dev.interlock.http;

/**
 * Sees requests and their answers. One instance serves all requests and threads.
 *
 * <p>{@link #before} and {@link #after} are called around handlers; {@link #begin} and {@link #finish} for every request and
 * every answer, whether a handler was called or not. Of a filter of the application that is every exchange; one that is bound to
 * routes by {@code @Filter} is called for requests that have led to one of them.
 */
public interface Filter {
    /**
     * Called when it is known which route answers the request, or that none does, and before anything else is done with it:
     * also for one that is refused because of its path, method, fields or body. It cannot end the exchange.
     *
     * <p>A request that could not be read has no fields, and its method and path are empty.
     */
    default void begin(Request request) {}

    /**
     * Called before the parameters are bound. An exception is answered as one of the handler.
     *
     * @return false to end the exchange with what the response holds: neither later filters nor the handler are called
     */
    default boolean before(Request request, Response response) throws Exception {
        return true;
    }

    /**
     * Called if {@link #before} of this filter returned true and all that follows it, the handler or a later filter
     * that ended the exchange, returned without exception. The last filter is called first. An exception is answered as one
     * of the handler.
     *
     * <p>For a handler that returns a stage it is called once that has completed, on the event loop; for an answer that is
     * streamed, before its first part.
     */
    default void after(Request request, Response response) throws Exception {}

    /**
     * Called with every answer before it is sent: of handlers and filters, of failures, and of the server itself, such as 404 and
     * 405. The last filter is called first. Status, fields and body can still be changed; of an answer that is streamed,
     * the body is the publisher.
     *
     * <p>Called on the thread that made the answer. It is called again for the problem document that replaces a stream which
     * failed before its first part. What it throws is answered 500, and the answer to that is sent as it is.
     */
    default void finish(Request request, Response response) {}
}
