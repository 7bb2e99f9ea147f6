package dev.interlock.http2;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.FieldLine;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.http.TlsConnection;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;

/** Routes with every kind of handler and response. The code is handwritten, but similar to generated code. */
final class TestRoutes extends PlainRouter {
    static final int LARGE_BYTES = 1_000_000;

    private static final byte[] LARGE =
            "0123456789".repeat(LARGE_BYTES / 10).getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    /** Handler of a route. */
    private interface Handler {
        void handle(Request request, Response response) throws Exception;
    }

    private final List<Handler> handlers;

    /** Future of each request for /promise. The test completes it. */
    final BlockingQueue<CompletableFuture<String>> promises = new LinkedBlockingQueue<>();
    /** Publisher of each request for /publish. The test publishes to it. */
    final BlockingQueue<SubmissionPublisher<String>> publishers = new LinkedBlockingQueue<>();
    /** Latch of each request for /take. Its handler reads the body after the test has opened the latch. */
    final BlockingQueue<CountDownLatch> readers = new LinkedBlockingQueue<>();

    private TestRoutes(List<RouteInfo> routes, List<Handler> handlers) {
        super(TrailingSlash.STRICT, routes);
        this.handlers = handlers;
    }

    /** @param file file that /file sends */
    static TestRoutes of(Path file) {
        TestRoutes[] self = new TestRoutes[1];
        List<RouteInfo> routes = new ArrayList<>();
        List<Handler> handlers = new ArrayList<>();
        add(
                routes,
                handlers,
                "GET /hello",
                Execution.EVENT_LOOP,
                (request, response) -> Results.writeText(response, "hello"));
        add(
                routes,
                handlers,
                "GET /large",
                Execution.EVENT_LOOP,
                (request, response) -> response.bytes(LARGE, 0, LARGE.length));
        add(
                routes,
                handlers,
                "GET /buffer",
                Execution.EVENT_LOOP,
                (request, response) -> response.buffer(Unpooled.buffer().writeBytes(LARGE, 0, 100_000)));
        add(
                routes,
                handlers,
                "GET /file",
                Execution.EVENT_LOOP,
                (request, response) -> Results.writeFile(request, response, file));
        add(routes, handlers, "GET /throw", Execution.EVENT_LOOP, (request, response) -> {
            throw new IllegalStateException("a secret");
        });
        add(routes, handlers, "GET /nothing", Execution.EVENT_LOOP, (request, response) -> response.status(204));
        add(
                routes,
                handlers,
                "GET /reset-content",
                Execution.EVENT_LOOP,
                (request, response) -> response.status(205).body().append("not sent"));
        add(
                routes,
                handlers,
                "GET /cookies",
                Execution.EVENT_LOOP,
                (request, response) -> Results.writeText(
                        response.addHeader("set-cookie", "a=1").addHeader("set-cookie", "b=2"),
                        String.valueOf(request.header("cookie"))));
        add(
                routes,
                handlers,
                "POST /echo",
                Execution.EVENT_LOOP,
                (request, response) -> response.body().append(request.body()));
        add(
                routes,
                handlers,
                "POST /block",
                Execution.BLOCKING,
                (request, response) ->
                        Results.writeText(response, request.method() + " " + request.target() + request.body()));
        add(routes, handlers, "POST /later", Execution.ASYNCHRONOUS, (request, response) -> {
            String text = request.body().toString();
            response.await(CompletableFuture.supplyAsync(() -> text), Results::writeText);
        });
        add(
                routes,
                handlers,
                "POST /read",
                Execution.BLOCKING,
                true,
                (request, response) -> Results.writeText(response, count(request)));
        add(routes, handlers, "POST /take", Execution.BLOCKING, true, (request, response) -> {
            CountDownLatch latch = new CountDownLatch(1);
            self[0].readers.add(latch);
            latch.await();
            Results.writeText(response, count(request));
        });
        add(
                routes,
                handlers,
                "POST /ignore",
                Execution.BLOCKING,
                true,
                (request, response) -> Results.writeText(response, "ignored"));
        add(
                routes,
                handlers,
                "POST /pipe",
                Execution.ASYNCHRONOUS,
                true,
                (request, response) -> Results.streamBuffers(response, Bodies.readPublisher(request)));
        add(routes, handlers, "GET /promise", Execution.ASYNCHRONOUS, (request, response) -> {
            CompletableFuture<String> promise = new CompletableFuture<>();
            self[0].promises.add(promise);
            response.await(promise, Results::writeText);
        });
        add(
                routes,
                handlers,
                "GET /publish",
                Execution.ASYNCHRONOUS,
                (request, response) -> Results.streamText(response, self[0].publisher()));
        add(
                routes,
                handlers,
                "GET /parts",
                Execution.ASYNCHRONOUS,
                (request, response) -> Results.streamText(response, parts()));
        add(
                routes,
                handlers,
                "GET /broken",
                Execution.ASYNCHRONOUS,
                (request, response) -> Results.streamText(response, broken()));
        add(
                routes,
                handlers,
                "GET /events",
                Execution.ASYNCHRONOUS,
                (request, response) ->
                        response.contentType("text/event-stream").stream(new Never(), Duration.ofSeconds(1), ":\n\n"));
        add(routes, handlers, "POST /trailers", Execution.BLOCKING, (request, response) -> {
            Results.writeText(response, "checked");
            response.trailer("x-sum", String.valueOf(request.trailer("x-sum")))
                    .trailers(() -> List.of(FieldLine.of("x-late", "yes")));
        });
        add(routes, handlers, "GET /hints", Execution.BLOCKING, (request, response) -> {
            response.earlyHints("</style.css>; rel=preload; as=style");
            Results.writeText(response, "hinted");
        });
        add(
                routes,
                handlers,
                "GET /who",
                Execution.EVENT_LOOP,
                (request, response) -> Results.writeText(response, request.scheme() + " " + request.authority()));
        add(
                routes,
                handlers,
                "GET /tls",
                Execution.EVENT_LOOP,
                (request, response) -> Results.writeText(response, describe(request.tls())));
        self[0] = new TestRoutes(routes, handlers);
        return self[0];
    }

    private static String describe(@Nullable TlsConnection tls) {
        return tls == null ? "no TLS" : tls.protocol() + " " + tls.serverName();
    }

    private static void add(
            List<RouteInfo> routes, List<Handler> handlers, String route, Execution execution, Handler handler) {
        add(routes, handlers, route, execution, false, handler);
    }

    private static void add(
            List<RouteInfo> routes,
            List<Handler> handlers,
            String route,
            Execution execution,
            boolean streamed,
            Handler handler) {
        String[] parts = route.split(" ", -1);
        RouteInfo info = RouteInfo.of(routes.size(), parts[0], parts[1], "test.Handlers." + parts[1].substring(1))
                .execution(execution)
                .streamedBody(streamed);
        routes.add(parts[0].equals("POST") ? info.consumes("*/*").maxBody(2_000_000) : info);
        handlers.add(handler);
    }

    private Flow.Publisher<String> publisher() {
        SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        publishers.add(publisher);
        return publisher;
    }

    private static Flow.Publisher<String> parts() {
        return subscriber -> {
            SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
            publisher.subscribe(subscriber);
            for (int i = 0; i < 5; i++) {
                publisher.submit("part " + i + "\n");
            }
            publisher.close();
        };
    }

    /** Publishes one element, and then fails. */
    private static Flow.Publisher<String> broken() {
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private boolean begun;

            @Override
            public void request(long count) {
                if (!begun) {
                    begun = true;
                    subscriber.onNext("begun");
                    subscriber.onError(new IllegalStateException("a secret"));
                }
            }

            @Override
            public void cancel() {
                // The publisher has ended.
            }
        });
    }

    /** Publisher that accepts its subscriber and publishes nothing. */
    private static final class Never implements Flow.Publisher<io.netty.buffer.ByteBuf> {
        @Override
        public void subscribe(Flow.Subscriber<? super io.netty.buffer.ByteBuf> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    // Nothing will be published.
                }

                @Override
                public void cancel() {
                    // There is nothing to cancel.
                }
            });
        }
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

    @Override
    public void handle(int route, Request request, Response response) throws Exception {
        handlers.get(route).handle(request, response);
    }
}
