package dev.interlock.http;

import java.util.concurrent.CompletionStage;

/**
 * A filter whose decision may come later, for example because it asks a remote key set or session store. The event loop
 * serves other requests until the stage has completed. Routes with this filter then continue on the event loop, and
 * {@code @Blocking} routes on their thread, which waits for the stage.
 *
 * <p>The class that {@code @HttpApp} or {@code @UseFilters} names must implement this interface, and so must the result
 * type of a {@link FilterFactory} that creates such filters.
 */
public interface AsyncFilter extends Filter {
    /**
     * Called instead of {@link #before}. The request and the response are valid until the stage has completed.
     *
     * @return stage of the decision: true to continue; false to end the exchange with the current response, so that
     *     neither later filters nor the handler are called. A stage that fails is handled like an exception of the
     *     handler. A completed stage costs nothing
     */
    CompletionStage<Boolean> beforeAsync(Request request, Response response) throws Exception;

    /**
     * Not called for a filter that its router knows as an {@code AsyncFilter}.
     *
     * @throws IllegalStateException always, so that no request passes without a decision
     */
    @Override
    default boolean before(Request request, Response response) {
        throw new IllegalStateException(getClass().getName() + " decides by a stage, but the router does not know that."
                + " Tip: name its class in filters or @UseFilters, or declare it as the result of the factory");
    }
}
