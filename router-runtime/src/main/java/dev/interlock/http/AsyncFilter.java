package dev.interlock.http;

import java.util.concurrent.CompletionStage;

/**
 * A filter whose decision may come later, for example because it asks a session store on another machine. The event
 * loop serves other requests until the stage has completed, and then continues with the request. For a
 * {@code @Blocking} route, a thread that may block waits for the stage and continues.
 *
 * <p>The class that {@code @HttpApp} or {@code @UseFilters} names must implement this interface, and so must the result
 * type of a {@link FilterFactory} that creates such filters.
 */
public interface AsyncFilter extends Filter {
    /**
     * Called instead of {@link #before}. The request and the response are valid until the stage has completed.
     *
     * @return stage of the decision: true to continue; false to end the exchange with the current response, so that
     *     neither later filters nor the handler are called. If the stage fails, the failure is handled like an
     *     exception of the handler. If the stage is already complete, the request continues at once
     */
    CompletionStage<Boolean> beforeAsync(Request request, Response response) throws Exception;

    /**
     * Never called if the router knows that this filter is an {@code AsyncFilter}.
     *
     * @throws IllegalStateException always, so that no request passes without a decision
     */
    @Override
    default boolean before(Request request, Response response) {
        throw new IllegalStateException(getClass().getName() + " decides by a stage, but the router does not know that."
                + " Tip: name its class in filters or @UseFilters, or declare it as the result of the factory");
    }
}
