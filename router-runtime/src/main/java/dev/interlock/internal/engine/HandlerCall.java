package dev.interlock.internal.engine;

import dev.interlock.http.Filter;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import dev.interlock.internal.form.StorageFullException;
import dev.interlock.internal.log.ServerLog;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.Occurrence;
import dev.interlock.internal.message.ProblemDocument;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.log.LogText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Calls filters and handlers, and turns their exceptions into responses. Safe for use by several threads. */
public final class HandlerCall {
    private static final Logger LOG = ServerLog.of(HandlerCall.class);
    private static final int FIRST_SERVER_ERROR = 500;

    private final Router router;
    private final FileDescriptors descriptors = new FileDescriptors();
    private final LogThrottle timeouts = new LogThrottle();

    public HandlerCall(Router router) {
        this.router = router;
    }

    /**
     * Calls the handler. Afterwards the response is complete, or a stage will complete it.
     *
     * @param memory account that is charged for the body of the response
     * @return false if an abandoned stage may still use the request
     */
    boolean run(RouteInfo route, ReceivedRequest request, EncodedResponse response, HeldMemory memory) {
        handle(route, request, response);
        boolean awaiting = response.isAwaiting();
        pay(route, request, response, memory);
        finishComplete(route, request, response);
        return !awaiting || response.isAwaiting();
    }

    /**
     * Passes the response to the filters. Does nothing if a stage must still complete the response, or if the server
     * has responded in place of the handler.
     */
    private void finishComplete(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        if (!response.isAwaiting() && request.claim().byHandler()) {
            finish(route, request, response);
        }
    }

    /** Charges the account for the body of the response. If the budget is spent, replaces the response with 503. */
    private void pay(RouteInfo route, ReceivedRequest request, EncodedResponse response, HeldMemory memory) {
        try {
            memory.payFor(response);
        } catch (Throwable noMemory) {
            response.discardBody().body().clear(0);
            fail(route, noMemory, request, response);
        }
    }

    /** Calls a handler that does not return a stage. Afterwards the response is complete. */
    public void runAtOnce(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        handle(route, request, response);
        if (response.isAwaiting()) {
            fail(route, new IllegalStateException(route + " is not known to be asynchronous"), request, response);
        }
        finish(route, request, response);
    }

    private void handle(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        try {
            response.lendFor(request);
            router.begin(route.number(), request);
            response.status(route.status());
            enter(route, request, response);
        } catch (Throwable thrown) {
            // Errors are caught too, for example after a stack overflow. The event loop must continue to serve its
            // other connections.
            fail(route, thrown, request, response);
        }
    }

    private void enter(RouteInfo route, ReceivedRequest request, EncodedResponse response) throws Exception {
        try {
            router.handle(route.number(), request, response);
        } finally {
            router.returned(route.number(), request, response);
        }
        challenge(request, response);
    }

    /**
     * Continues a request that waited for the decision of a filter. Afterwards the response is complete, or another
     * stage will complete it.
     *
     * @param value value of the filter's stage
     * @param failure failure of the filter's stage, or null
     */
    void resume(
            RouteInfo route,
            ReceivedRequest request,
            EncodedResponse response,
            HeldMemory memory,
            @Nullable Object value,
            @Nullable Throwable failure) {
        try {
            if (failure != null) {
                throw failure;
            }
            response.resume(value);
            enter(route, request, response);
        } catch (Throwable thrown) {
            fail(route, thrown, request, response);
        }
        pay(route, request, response, memory);
        finishComplete(route, request, response);
    }

    /**
     * Completes a response without the handler.
     *
     * @param route route of the request, or null
     * @param problem reason of the rejection, or null if the response has its final content already
     */
    public void answer(
            @Nullable RouteInfo route, @Nullable Problem problem, ReceivedRequest request, EncodedResponse response) {
        try {
            response.lendFor(request);
            router.begin(number(route), request);
            if (problem != null) {
                problem.writeTo(request, response);
            }
        } catch (Throwable thrown) {
            fail(route, thrown, request, response);
        }
        finish(route, request, response);
    }

    /** Passes the response to the filters. */
    private void finish(@Nullable RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        try {
            router.finish(number(route), request, response);
        } catch (Throwable thrown) {
            fail(route, thrown, request, response);
            finishEach(route, request, response);
        }
    }

    /**
     * Passes the response to each filter again, after a filter has failed and another response has replaced the first
     * one. Otherwise the new response would lack the fields of the other filters, for example the CORS fields that let
     * a page read it.
     */
    private void finishEach(@Nullable RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        List<Filter> filters = new ArrayList<>();
        router.filters(number(route), filters);
        for (int i = filters.size() - 1; i >= 0; i--) {
            try {
                filters.get(i).finish(request, response);
            } catch (Throwable again) {
                logFilter(filters.get(i), again);
            }
        }
    }

    private static void logFilter(Filter filter, Throwable failure) {
        try {
            LOG.debug("{}.finish failed again", filter.getClass().getName(), LogText.of(failure));
        } catch (Throwable second) {
            LOG.debug("{}.finish failed again by {}", filter.getClass().getName(), failure.getClass());
        }
    }

    private static int number(@Nullable RouteInfo route) {
        return route == null ? Router.NOT_FOUND : route.number();
    }

    /**
     * Fills the response with the result of the awaited stage, and passes it to the filters.
     *
     * @param memory account that is charged for the body of the response
     */
    void complete(
            RouteInfo route,
            ReceivedRequest request,
            EncodedResponse response,
            HeldMemory memory,
            @Nullable Object value,
            @Nullable Throwable failure) {
        if (failure != null) {
            failed(route, failure, request, response);
            return;
        }
        try {
            response.complete(value);
            router.after(route.number(), request, response);
            challenge(request, response);
        } catch (Throwable thrown) {
            fail(route, thrown, request, response);
        }
        pay(route, request, response, memory);
        finish(route, request, response);
    }

    /** Adds a challenge to a 401 response that has none (RFC 9110 section 15.5.2). */
    private void challenge(ReceivedRequest request, EncodedResponse response) {
        if (response.status() == HttpStatus.UNAUTHORIZED && !response.hasHeader(HttpHeader.WWW_AUTHENTICATE)) {
            String own = request.challenge();
            response.header(HttpHeader.WWW_AUTHENTICATE, own == null ? router.challenge() : own);
        }
    }

    /** Returns the original failure without the wrappers that dependent stages and waiting callers add. */
    private static Throwable cause(Throwable thrown) {
        Throwable unwrapped = thrown;
        while (unwrapped instanceof CompletionException && unwrapped.getCause() != null) {
            unwrapped = unwrapped.getCause();
        }
        return unwrapped;
    }

    /** Makes the response to the failure of a stage or a stream, and passes the response to the filters. */
    public void failed(RouteInfo route, Throwable cause, ReceivedRequest request, EncodedResponse response) {
        fail(route, cause, request, response);
        finish(route, request, response);
    }

    /** Makes the response to an exception. The handler may have left the response in any state. */
    private void fail(@Nullable RouteInfo route, Throwable thrown, ReceivedRequest request, EncodedResponse response) {
        Occurrence occurrence = request.occurrence();
        request.failed(cause(thrown));
        response.endWait();
        try {
            boolean isMapped = router.onError(number(route), cause(thrown), request, response);
            if (!isMapped) {
                answer(cause(thrown), occurrence, response);
            }
            challenge(request, response);
            if (request.claim().isUnwanted()) {
                logUnwanted(route, thrown, occurrence.requestId());
            } else {
                log(route, thrown, isMapped, occurrence, response);
            }
        } catch (Throwable second) {
            failAgain(route, thrown, second, occurrence, response);
        }
    }

    /**
     * Makes a response after the error response could not be made. For example, an exception handler of the application
     * threw, the discarded body was already released, or a member of the problem has no text. There is no further
     * attempt, and the next request uses the same response object.
     */
    private static void failAgain(
            @Nullable RouteInfo route,
            Throwable first,
            Throwable second,
            Occurrence occurrence,
            EncodedResponse response) {
        response.reset();
        ProblemDocument.write(Problem.of(FIRST_SERVER_ERROR), occurrence, response);
        String id = occurrence.requestId();
        try {
            if (second != first) {
                second.addSuppressed(first);
            }
            LOG.error(
                    "{} in {} failed, and then writing the error response failed, request id {}",
                    name(route),
                    handler(route),
                    id,
                    LogText.of(second));
        } catch (Throwable third) {
            // For example, toString() of an exception class of the application has failed.
            LOG.error("{} in {} failed with {}, request id {}", name(route), handler(route), first.getClass(), id);
        }
    }

    /**
     * Logs the failure of a handler whose response nobody needs any more, for example because the handler was
     * cancelled.
     */
    private static void logUnwanted(@Nullable RouteInfo route, Throwable thrown, String id) {
        LOG.debug("{} failed after it was cancelled, request id {}", name(route), id, LogText.of(thrown));
    }

    /** Logs a response that failed after it had begun. */
    public static void logBrokenOff(@Nullable RouteInfo route, Throwable cause, String id) {
        if (cause instanceof ExchangeTimeoutException) {
            LOG.warn("A response of {} broke off: its publisher made no progress in time, id {}", route, id);
            return;
        }
        try {
            LOG.error("A response of {} broke off, id {}", route, id, LogText.of(cause));
        } catch (Throwable second) {
            LOG.error("A response of {} broke off: {}, id {}", route, cause.getClass(), id);
        }
    }

    private void answer(Throwable cause, Occurrence occurrence, EncodedResponse response) {
        if (cause instanceof HttpException exception) {
            ProblemDocument.write(exception, occurrence, response);
            return;
        }
        Problem declared = HttpException.problemOf(cause);
        if (declared == null && descriptors.areExhausted(cause)) {
            HttpException busy = new HttpException(HttpStatus.SERVICE_UNAVAILABLE, "The server is busy")
                    .header(HttpHeader.RETRY_AFTER, ServerRejection.RETRY_AFTER_SECONDS);
            ProblemDocument.write(busy, occurrence, response);
            return;
        }
        Problem problem = declared == null ? Problem.of(FIRST_SERVER_ERROR) : declared;
        ProblemDocument.write(problem, occurrence, response);
    }

    /**
     * Logs a failure. Called after the response is made, because its status shows whether the server is at fault.
     *
     * @param isMapped whether a method of the application made the response
     */
    private void log(
            @Nullable RouteInfo route,
            Throwable thrown,
            boolean isMapped,
            Occurrence occurrence,
            EncodedResponse response) {
        String id = occurrence.requestId();
        Throwable cause = cause(thrown);
        boolean full = cause instanceof NoMemoryException || cause instanceof StorageFullException;
        if (cause instanceof ExchangeTimeoutException) {
            // The caller has logged the time-out.
            return;
        }
        boolean unavailable = response.status() == HttpStatus.SERVICE_UNAVAILABLE;
        if (response.status() < FIRST_SERVER_ERROR
                || full
                || (unavailable && (isDeliberate(cause) || (isMapped && isSignal(cause))))) {
            logRefusal(route, thrown, id);
        } else if (isDeliberate(cause)) {
            LOG.warn(
                    "{} in {} responded {}, request id {}: {}",
                    name(route),
                    handler(route),
                    response.status(),
                    id,
                    LogText.of(cause.toString()));
        } else if (unavailable && descriptors.areExhausted(thrown)) {
            logExhausted(route, thrown, id);
        } else if (ConnectionClosedException.isBehind(thrown)) {
            LOG.debug(
                    "The client of {} in {} disconnected, request id {}",
                    name(route),
                    handler(route),
                    id,
                    LogText.of(thrown));
        } else {
            LOG.error("{} in {} failed, request id {}", name(route), handler(route), id, LogText.of(thrown));
        }
    }

    /** Returns whether the application made the response on purpose, and no other failure caused it. */
    private static boolean isDeliberate(Throwable cause) {
        return cause.getCause() == null && (cause instanceof HttpException || HttpException.problemOf(cause) != null);
    }

    /**
     * Returns whether an exception has neither cause nor stack trace. The log of such an exception helps nobody: it
     * only reports that the service is unavailable for now.
     */
    private static boolean isSignal(Throwable cause) {
        return cause.getCause() == null && cause.getStackTrace().length == 0;
    }

    /**
     * Logs a lack of file descriptors, but not each time. Until a descriptor is free, each request for a file fails
     * here.
     */
    private void logExhausted(@Nullable RouteInfo route, Throwable thrown, String id) {
        if (descriptors.isFirstFailure()) {
            LOG.warn(
                    "{} in {} got no free file descriptor, and clients get 503, request id {}. Tip: raise ulimit -n"
                            + " or lower max-connections",
                    name(route),
                    handler(route),
                    id,
                    LogText.of(thrown));
        }
    }

    /**
     * Logs a time-out. Only the first of a series is a warning, because a dependency that hangs delays all requests to
     * a route.
     *
     * @param now current time of {@link LoopContext#nanoTime}
     */
    public void logTimeout(@Nullable RouteInfo route, String id, long now) {
        boolean first;
        synchronized (timeouts) {
            first = timeouts.permits(now);
        }
        LOG.atLevel(first ? Level.WARN : Level.DEBUG)
                .log("{} in {} did not respond in time, request id {}", name(route), handler(route), id);
    }

    /** Logs a rejection without its stack trace, because clients can cause any number of rejections. */
    private static void logRefusal(@Nullable RouteInfo route, Throwable thrown, String id) {
        if (LOG.isDebugEnabled()) {
            String refusal = LogText.of(cause(thrown).toString());
            LOG.debug("{} in {} rejected a request, request id {}: {}", name(route), handler(route), id, refusal);
        }
    }

    private static Object name(@Nullable RouteInfo route) {
        return route == null ? "A request without a route" : route;
    }

    private static String handler(@Nullable RouteInfo route) {
        return route == null ? "a filter" : route.handler();
    }
}
