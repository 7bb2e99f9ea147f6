package dev.interlock.http;

/**
 * Sees each request that has a route, before and after its handler. One instance serves all requests and threads.
 *
 * <p>An exception of either method is answered as one of the handler.
 */
public interface Filter {
    /**
     * Called before the parameters are bound.
     *
     * @return false to end the exchange with what the response holds: neither later filters nor the handler are called
     */
    default boolean before(Request request, Response response) throws Exception {
        return true;
    }

    /**
     * Called if {@link #before} of this filter returned true and all that follows it, the handler or a later filter
     * that ended the exchange, returned without exception. The last filter is called first.
     *
     * <p>For a handler that returns a stage it is called once that has completed, on the event loop; for an answer that is
     * streamed, before its first part.
     */
    default void after(Request request, Response response) throws Exception {}
}
