package dev.interlock.server;

import dev.interlock.http.HttpException;
import dev.interlock.http.Problem;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.Router;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls handlers, and turns what they throw into an answer. */
final class HandlerCall {
    private static final Logger LOG = LoggerFactory.getLogger(HandlerCall.class);
    private static final int FIRST_SERVER_ERROR = 500;

    private final Router router;

    HandlerCall(Router router) {
        this.router = router;
    }

    /** Fills the response, whatever happens. */
    void run(RouteInfo route, Request request, Response response) {
        try {
            response.status(route.status());
            router.handle(route.number(), request, response);
        } catch (HttpException thrown) {
            answer(route, thrown, response);
        } catch (Throwable thrown) {
            // Errors too: an event loop has other connections to serve than the one whose handler ran out of stack.
            Problem.of(FIRST_SERVER_ERROR)
                    .with("requestId", logged(route, thrown))
                    .writeTo(response);
        }
    }

    private static void answer(RouteInfo route, HttpException thrown, Response response) {
        if (thrown.status() >= FIRST_SERVER_ERROR) {
            thrown.with("requestId", logged(route, thrown));
        }
        thrown.writeTo(response);
    }

    /** Logs what was thrown and returns the id under which the client can ask for it. */
    private static String logged(RouteInfo route, Throwable thrown) {
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        LOG.error("{} in {} failed, request id {}", route, route.handler(), id, thrown);
        return id;
    }
}
