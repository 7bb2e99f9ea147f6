package dev.interlock.generated.filter;

import dev.interlock.http.AsyncFilter;
import dev.interlock.http.Filter;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.Suspension;
import dev.interlock.log.LogText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;

/**
 * Calls the filters of routes with an {@link AsyncFilter}, and calls {@link Filter#returned} for all routes. After a
 * request has waited for a filter, the router handles it again from the start. For the filters that have already
 * accepted the request, {@link Filter#resumed} is then called instead of {@code before}. Safe for use by several
 * threads.
 */
public final class FilterCalls {
    private static final Logger LOG = ServerLog.of(FilterCalls.class);

    private FilterCalls() {}

    /**
     * Calls a filter that precedes an asynchronous one.
     *
     * @param position position of the filter among the filters of the route, from 0
     * @return whether the request continues
     */
    public static boolean before(Filter filter, int position, Request request, Response response) throws Exception {
        if (EncodedResponse.of(response).suspension().isPast(position)) {
            filter.resumed(request, response);
            return true;
        }
        return filter.before(request, response);
    }

    /**
     * Calls an asynchronous filter.
     *
     * @param position position of the filter among the filters of the route, from 0
     * @return whether the request continues now; false if the filter ends the exchange, or if the response
     *     {@linkplain Response#isAwaiting awaits} the decision
     */
    public static boolean beforeAsync(AsyncFilter filter, int position, Request request, Response response)
            throws Exception {
        EncodedResponse encoded = EncodedResponse.of(response);
        Suspension suspension = encoded.suspension();
        if (suspension.isPast(position)) {
            filter.resumed(request, response);
            return true;
        }
        if (suspension.isAt(position)) {
            return suspension.take();
        }
        CompletionStage<Boolean> stage = filter.beforeAsync(request, response);
        if (isCompleted(stage)) {
            return Suspension.decision(((CompletableFuture<Boolean>) stage).getNow(null));
        }
        encoded.suspend(position, stage);
        return false;
    }

    /**
     * Returns whether the value of a stage can be read at once. This is only safe for a {@link CompletableFuture}
     * itself. A subclass may report another result than it passes on, or, like
     * {@link CompletableFuture#minimalCompletionStage}, not let its result be read.
     */
    private static boolean isCompleted(CompletionStage<Boolean> stage) {
        return stage.getClass() == CompletableFuture.class
                && ((CompletableFuture<Boolean>) stage).isDone()
                && !((CompletableFuture<Boolean>) stage).isCompletedExceptionally();
    }

    /** Calls {@link Filter#returned}. Logs any exception, so that the other filters are also called. */
    public static void returned(Filter filter, Request request, Response response) {
        try {
            filter.returned(request, response);
        } catch (Throwable e) {
            // Errors are caught, too. Otherwise another filter could not close its scope, and the next request would
            // run in that scope.
            logFailure(filter, e);
        }
    }

    private static void logFailure(Filter filter, Throwable failure) {
        try {
            LOG.error("{}.returned failed", filter.getClass().getName(), LogText.of(failure));
        } catch (Throwable second) {
            // For example, toString() of the exception failed, because its class belongs to the application.
            LOG.error("{}.returned failed by {}", filter.getClass().getName(), failure.getClass());
        }
    }
}
