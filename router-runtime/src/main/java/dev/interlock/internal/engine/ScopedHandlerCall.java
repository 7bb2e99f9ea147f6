package dev.interlock.internal.engine;

import dev.interlock.http.Problem;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.ReceivedRequest;
import org.jspecify.annotations.Nullable;

/**
 * Calls the code of the application that makes the response: the handler, filters, and methods for errors. This code
 * runs in the scope of the exchange, for example with its trace. Serves one request after another. Used only by the
 * thread of its event loop.
 */
final class ScopedHandlerCall {
    private final LoopContext loop;
    private final HandlerCall calls;
    private final ExchangeObservation observation;

    ScopedHandlerCall(LoopContext loop, ExchangeObservation observation) {
        this.loop = loop;
        this.observation = observation;
        calls = loop.service().handlerCall();
    }

    /** Calls a handler that does not return a stage. */
    void runAtOnce(RouteInfo route, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            calls.runAtOnce(route, request, response);
        } finally {
            observation.failed(request.failure());
            observation.closeScope(outer);
            observation.handlerReturned();
        }
    }

    /** Makes the response to a failure that did not occur within the call of the handler, such as a time-out. */
    void fail(RouteInfo route, Throwable cause, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            if (cause instanceof ExchangeTimeoutException) {
                calls.logTimeout(route, request.id(), loop.nanoTime());
            }
            calls.failed(route, cause, request, response);
        } finally {
            observation.closeScope(outer);
        }
    }

    /** Makes the response to a rejected request. */
    void answer(@Nullable RouteInfo route, Problem problem, ReceivedRequest request, EncodedResponse response) {
        CodeScope outer = observation.openScope();
        try {
            calls.answer(route, problem, request, response);
        } finally {
            observation.closeScope(outer);
        }
    }
}
