package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;

/** Routes whose handlers break the contracts of the engine. */
final class FaultRouter extends PlainRouter {
    private static final List<RouteInfo> ROUTES = List.of(
            RouteInfo.of(0, "GET", "/hello", "test.Faults.hello"),
            RouteInfo.of(1, "GET", "/released", "test.Faults.released"),
            RouteInfo.of(2, "GET", "/throws", "test.Faults.throwing"),
            RouteInfo.of(3, "GET", "/blocking-throws", "test.Faults.throwing").execution(Execution.BLOCKING),
            RouteInfo.of(4, "GET", "/promise", "test.Faults.promise").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(5, "GET", "/stream", "test.Faults.stream").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(6, "GET", "/nameless", "test.Faults.nameless").execution(Execution.BLOCKING),
            RouteInfo.of(7, "GET", "/loop-stream", "test.Faults.loopStream"),
            RouteInfo.of(8, "GET", "/speechless", "test.Faults.speechless"),
            RouteInfo.of(9, "GET", "/blocking-speechless", "test.Faults.speechless")
                    .execution(Execution.BLOCKING),
            RouteInfo.of(10, "GET", "/later-speechless", "test.Faults.speechless")
                    .execution(Execution.ASYNCHRONOUS));

    /** Futures for the requests of /promise, which the test completes. */
    final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    /** Publisher of the response to /stream. */
    Flow.Publisher<ByteBuf> publisher = subscriber -> {};

    FaultRouter() {
        super(TrailingSlash.STRICT, ROUTES);
    }

    /** An object whose {@code toString()} fails. */
    static final class Nameless {
        @Override
        public String toString() {
            throw new IllegalStateException("no name");
        }
    }

    /** Exception that cannot be logged. */
    static final class Speechless extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Override
    public void begin(int route, Request request) {
        String id = request.header("x-request-id");
        if (id != null) {
            request.setId(id);
        }
    }

    @Override
    public void handle(int route, Request request, Response response) {
        switch (route) {
            case 0 -> Results.writeText(response, "hello");
            case 1 -> response.buffer(released());
            case 2, 3 -> {
                response.header("x-secret", "of one client").buffer(released());
                throw new IllegalStateException("after the buffer was given away");
            }
            case 4 -> {
                CompletableFuture<String> promise = new CompletableFuture<>();
                promises.add(promise);
                response.await(promise, Results::writeText);
            }
            case 5, 7 -> response.stream(publisher);
            case 8, 9 -> throw new Speechless();
            case 10 -> response.await(CompletableFuture.failedFuture(new Speechless()), Results::writeText);
            default -> throw new HttpException(409, "no name").with("who", new Nameless());
        }
    }

    private static ByteBuf released() {
        ByteBuf buffer = Unpooled.buffer().writeZero(100);
        buffer.release();
        return buffer;
    }
}
