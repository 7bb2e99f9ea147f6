package dev.interlock.server;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;

/** Routes that respond later, on another thread or in parts. Handwritten, but similar to generated code. */
public final class LaterRouter extends PlainRouter {
    /** Handler of a route. */
    private interface Handler {
        void handle(Request request, Response response) throws Exception;
    }

    private final List<Handler> handlers;

    /** Number of calls of the handler of /file. */
    final AtomicInteger filesOpened = new AtomicInteger();
    /** Requests of /promise. The handler keeps them, although a handler should not. */
    final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    /** Futures for the requests of /promise, which the test completes. */
    public final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    /** Publishers for the requests of /publish, which the test publishes to. */
    public final BlockingQueue<SubmissionPublisher<String>> publishers = new LinkedBlockingQueue<>();
    /** Subscribers for the requests of /subscribe. They request nothing by themselves. */
    final BlockingQueue<Collector> collectors = new LinkedBlockingQueue<>();

    private LaterRouter(List<RouteInfo> routes, List<Handler> handlers) {
        super(TrailingSlash.STRICT, routes);
        this.handlers = handlers;
    }

    /**
     * Creates the routes.
     *
     * @param file response to /file
     */
    public static LaterRouter of(Path file) {
        LaterRouter[] self = new LaterRouter[1];
        List<RouteInfo> routes = List.of(
                route(0, "GET", "/hello", Execution.EVENT_LOOP),
                route(1, "GET", "/promise", Execution.ASYNCHRONOUS),
                route(2, "GET", "/done", Execution.ASYNCHRONOUS),
                route(3, "POST", "/block", Execution.BLOCKING),
                route(4, "GET", "/publish", Execution.ASYNCHRONOUS),
                route(5, "POST", "/read", Execution.BLOCKING).streamedBody(true),
                route(6, "POST", "/subscribe", Execution.ASYNCHRONOUS).streamedBody(true),
                route(7, "GET", "/file", Execution.EVENT_LOOP),
                route(8, "GET", "/buffer", Execution.EVENT_LOOP),
                route(9, "GET", "/throw", Execution.BLOCKING),
                route(10, "POST", "/ignore", Execution.BLOCKING).streamedBody(true),
                route(11, "POST", "/pipe", Execution.ASYNCHRONOUS).streamedBody(true),
                route(12, "GET", "/health", Execution.ASYNCHRONOUS).essential(true),
                route(13, "GET", "/reset-content", Execution.EVENT_LOOP),
                route(14, "GET", "/mistake", Execution.EVENT_LOOP));
        self[0] = new LaterRouter(
                routes,
                List.of(
                        (request, response) -> Results.writeText(response, "hello"),
                        (request, response) -> {
                            self[0].requests.add(request);
                            response.await(self[0].promise(), Results::writeText);
                        },
                        (request, response) ->
                                response.await(CompletableFuture.completedFuture("done"), Results::writeText),
                        (request, response) -> Results.writeText(
                                response, Thread.currentThread().getName() + " " + request.target() + request.body()),
                        (request, response) -> Results.streamText(response, self[0].publisher()),
                        (request, response) -> Results.writeText(response, count(request)),
                        (request, response) -> response.await(self[0].collect(request), Results::writeText),
                        (request, response) -> {
                            self[0].filesOpened.incrementAndGet();
                            Results.writeFile(request, response, file);
                        },
                        (request, response) -> response.buffer(Unpooled.buffer().writeZero(100_000)),
                        (request, response) -> {
                            throw new IllegalStateException("a secret");
                        },
                        (request, response) -> Results.writeText(response, "ignored"),
                        (request, response) -> Results.streamBuffers(response, Bodies.readPublisher(request)),
                        (request, response) ->
                                response.await(CompletableFuture.completedFuture("well"), Results::writeText),
                        (request, response) -> response.status(205).body().append("not sent"),
                        (request, response) -> response.await(self[0].promise(), Results::writeText)));
        return self[0];
    }

    private static RouteInfo route(int number, String method, String template, Execution execution) {
        RouteInfo route = RouteInfo.of(number, method, template, "test.Handlers." + template.substring(1))
                .execution(execution);
        return method.equals("POST") ? route.consumes("*/*").maxBody(10_000_000) : route;
    }

    private CompletableFuture<String> promise() {
        CompletableFuture<String> promise = new CompletableFuture<>();
        promises.add(promise);
        return promise;
    }

    private Flow.Publisher<String> publisher() {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        publishers.add(publisher);
        return publisher;
    }

    private static String count(Request request) throws IOException {
        long bytes = 0;
        try (InputStream in = Bodies.readInputStream(request)) {
            byte[] part = new byte[1000];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                bytes += count;
            }
        }
        return "read " + bytes;
    }

    private CompletableFuture<String> collect(Request request) {
        Collector collector = new Collector();
        Bodies.readPublisher(request).subscribe(collector);
        collectors.add(collector);
        return collector.whole;
    }

    /** Counts the requested buffers. */
    public static final class Collector implements Flow.Subscriber<ByteBuf> {
        public final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        public final CompletableFuture<String> whole = new CompletableFuture<>();
        private volatile long bytes;

        long bytes() {
            return bytes;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription.complete(newSubscription);
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // There is one writer: the event loop.
        public void onNext(ByteBuf buffer) {
            bytes += buffer.readableBytes();
            buffer.release();
        }

        @Override
        public void onError(Throwable cause) {
            whole.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            whole.complete("collected " + bytes);
        }
    }

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        if (request.header("X-Refuse") != null) {
            throw new HttpException(418, "refused");
        }
        handlers.get(route).handle(request, response);
    }

    @Override
    public void after(int route, Request request, Response response) {
        response.header("x-after", String.valueOf(request.target()));
    }
}
