package dev.interlock.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Routes with a failure in each kind of application code. The name of a route names the code that fails. */
final class FailingRouter extends PlainRouter {
    private static final List<RouteInfo> ROUTES = List.of(
            route(0, "handler"),
            route(1, "error"),
            route(2, "blocking").execution(Execution.BLOCKING),
            route(3, "blocking-error").execution(Execution.BLOCKING),
            route(4, "stage").execution(Execution.ASYNCHRONOUS),
            route(5, "publisher").execution(Execution.ASYNCHRONOUS),
            route(6, "broken-publisher").execution(Execution.ASYNCHRONOUS),
            route(7, "begin"),
            route(8, "stage-after").execution(Execution.ASYNCHRONOUS),
            route(9, "finish"),
            route(10, "on-error"));

    FailingRouter() {
        super(TrailingSlash.STRICT, ROUTES);
    }

    private static RouteInfo route(int number, String place) {
        return RouteInfo.of(number, "GET", "/" + place, "test.Failing.handle");
    }

    private static void fail(int route) {
        throw new IllegalStateException("failed in " + ROUTES.get(route).template());
    }

    @Override
    public void begin(int route, Request request) {
        if (route == 7) {
            fail(route);
        }
    }

    @Override
    public void handle(int route, Request request, Response response) {
        switch (route) {
            case 0, 2, 10 -> fail(route);
            case 1, 3 ->
                throw new StackOverflowError("failed in " + ROUTES.get(route).template());
            case 4 ->
                response.await(
                        CompletableFuture.supplyAsync(() -> {
                            fail(route);
                            return "";
                        }),
                        Results::writeText);
            case 5 -> response.stream(publisher(route, 0));
            case 6 -> response.stream(publisher(route, 1));
            case 8 -> response.await(CompletableFuture.completedFuture("done"), Results::writeText);
            default -> Results.writeText(response, "done");
        }
    }

    /** Publishes some items, and fails. */
    private static Flow.Publisher<ByteBuf> publisher(int route, int items) {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private boolean done;

            @Override
            public void request(long count) {
                if (!done) {
                    done = true;
                    for (int i = 0; i < items; i++) {
                        subscriber.onNext(Unpooled.copiedBuffer("item", US_ASCII));
                    }
                    subscriber.onError(new IllegalStateException(
                            "failed in " + ROUTES.get(route).template()));
                }
            }

            @Override
            public void cancel() {}
        });
    }

    @Override
    public void after(int route, Request request, Response response) {
        if (route == 8) {
            fail(route);
        }
    }

    @Override
    public void finish(int route, Request request, Response response) {
        if (route == 9) {
            fail(route);
        }
    }

    @Override
    public boolean onError(int route, Throwable thrown, Request request, Response response) {
        if (route == 10) {
            fail(route);
        }
        return false;
    }
}
