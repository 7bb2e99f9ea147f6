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
     * Called after the handler has returned, in the reverse order of the filters, if {@link #before} of this filter
     * returned true.
     */
    default void after(Request request, Response response) throws Exception {}
}
