package dev.interlock.server;

import dev.interlock.http.HttpException;
import dev.interlock.http.Occurrence;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls handlers, and turns what they throw into an answer. Safe for use by several threads. */
final class HandlerCall {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerCall.class);
    private static final int FIRST_SERVER_ERROR = 500;

    private final Router router;

    HandlerCall(Router router) {
        this.router = router;
    }

    /** Fills the response, whatever happens, unless it is awaited. */
    void run(RouteInfo route, Request request, Response response) {
        try {
            response.status(route.status());
            router.handle(route.number(), request, response);
        } catch (Throwable thrown) {
            // Errors too: an event loop has other connections to serve than the one whose handler ran out of stack.
            fail(route, thrown, request, response);
        }
    }

    /** As {@link #run}, for a route whose answer is there when its handler returns. */
    void runAtOnce(RouteInfo route, Request request, Response response) {
        run(route, request, response);
        if (response.isAwaiting()) {
            fail(route, new IllegalStateException(route + " is not known to be asynchronous"), request, response);
        }
    }

    /** Fills the response with what was awaited. */
    void complete(
            RouteInfo route, Request request, Response response, @Nullable Object value, @Nullable Throwable failure) {
        if (failure != null) {
            fail(route, cause(failure), request, response);
            return;
        }
        try {
            response.complete(value);
            router.after(request, response);
        } catch (Throwable thrown) {
            fail(route, thrown, request, response);
        }
    }

    /** What a stage that depends on others fails with is wrapped. */
    private static Throwable cause(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
        return cause == null ? failure : cause;
    }

    /** Makes the answer to what was thrown, whatever state the handler left the response in. */
    void fail(RouteInfo route, Throwable thrown, Request request, Response response) {
        fail(route, thrown, request.occurrence(), response);
    }

    /** As {@link #fail(RouteInfo, Throwable, Request, Response)}, for a request that is over. */
    void fail(RouteInfo route, Throwable thrown, Occurrence occurrence, Response response) {
        try {
            answer(route, thrown, occurrence, response);
        } catch (Throwable second) {
            // The body to be discarded was released before, say, or a member of the problem has no text.
            // Nobody else makes an answer, and the next request finds the response.
            LOG.error(
                    "{} in {} failed, and so did the answer to that, request id {}",
                    route,
                    route.handler(),
                    occurrence.requestId(),
                    second);
            response.reset();
            Problem.of(FIRST_SERVER_ERROR).writeTo(occurrence, response);
        }
    }

    private static void answer(RouteInfo route, Throwable thrown, Occurrence occurrence, Response response) {
        if (!(thrown instanceof HttpException exception)) {
            log(route, thrown, occurrence);
            Problem.of(FIRST_SERVER_ERROR).writeTo(occurrence, response);
            return;
        }
        if (exception.status() >= FIRST_SERVER_ERROR) {
            log(route, exception, occurrence);
        }
        exception.writeTo(occurrence, response);
    }

    private static void log(RouteInfo route, Throwable thrown, Occurrence occurrence) {
        String id = occurrence.requestId();
        if (ConnectionClosedException.isBehind(thrown)) {
            LOG.debug("{} in {} was given up by its client, request id {}", route, route.handler(), id, thrown);
        } else {
            LOG.error("{} in {} failed, request id {}", route, route.handler(), id, thrown);
        }
    }
}
