package dev.interlock.tracing;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Routes with handlers of every kind. The handlers note the span that is current in their code. */
final class TracedRouter extends PlainRouter {
    /** Trace of a scope that a handler does not close. */
    static final String LEAKED = "0123456789abcdef0123456789abcdef";

    private static final List<RouteInfo> ROUTES = List.of(
            RouteInfo.of(0, "GET", "/hello", "test.Handlers.hello"),
            RouteInfo.of(1, "GET", "/later", "test.Handlers.later").execution(Execution.ASYNCHRONOUS),
            RouteInfo.of(2, "GET", "/block", "test.Handlers.block").execution(Execution.BLOCKING),
            RouteInfo.of(3, "GET", "/stream", "test.Handlers.stream"),
            RouteInfo.of(4, "GET", "/fail", "test.Handlers.fail"),
            RouteInfo.of(5, "GET", "/reject", "test.Handlers.reject"),
            RouteInfo.of(6, "GET", "/leak", "test.Handlers.leak"),
            RouteInfo.of(7, "GET", "/health", "test.Handlers.health"),
            RouteInfo.of(8, "GET", "/unavailable", "test.Handlers.unavailable"),
            RouteInfo.of(9, "GET", "/secret", "test.Handlers.secret").withSecretPath(),
            RouteInfo.of(10, "GET", "/wait", "test.Handlers.wait").execution(Execution.BLOCKING));

    /** Contexts of the spans that were current, by the name of the code. */
    final Map<String, SpanContext> current = new ConcurrentHashMap<>();
    /** Values of fields of the logging context, by the name of the code and of the field. */
    final Map<String, String> fields = new ConcurrentHashMap<>();
    /** Stages of the requests for /later. */
    final BlockingQueue<CompletableFuture<String>> stages = new LinkedBlockingQueue<>();
    /** Signals that a handler has begun. */
    final Semaphore begun = new Semaphore(0);
    /** Lets the handler of /block return. */
    final CountDownLatch release = new CountDownLatch(1);

    TracedRouter() {
        super(TrailingSlash.STRICT, ROUTES);
    }

    /** Returns the context of the span that was current in the named code. */
    SpanContext current(String code) {
        return Objects.requireNonNull(current.get(code));
    }

    private void note(String code) {
        current.put(code, Span.current().getSpanContext());
        Baggage.current().forEach((key, entry) -> fields.put(code + " baggage " + key, entry.getValue()));
        for (String field : List.of("trace_id", "span_id", "user")) {
            String value = MDC.get(field);
            if (value != null) {
                fields.put(code + " " + field, value);
            }
        }
        begun.release();
    }

    @Override
    public void begin(int route, Request request) {
        note("begin");
    }

    @Override
    public void finish(int route, Request request, Response response) {
        note("finish");
    }

    @Override
    public boolean onError(int route, Throwable thrown, Request request, Response response) {
        note("error");
        return false;
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // One handler makes this mistake on purpose.
    public void handle(int route, Request request, Response response) throws Exception {
        note("handler");
        switch (route) {
            case 0, 7, 9 -> Results.writeText(response, "hello");
            case 1 -> {
                MDC.put("user", "kim");
                CompletableFuture<String> stage = new CompletableFuture<>();
                response.await(stage, (to, text) -> {
                    note("stage");
                    Results.writeText(to, text);
                });
                stages.add(stage);
            }
            case 2 -> {
                MDC.put("user", "kim");
                release.await();
                Results.writeText(response, "hello");
            }
            case 3 -> {
                MDC.put("user", "kim");
                response.contentType("text/plain").stream(new Source());
            }
            case 4 -> throw new IllegalStateException("planted");
            case 5 -> throw new HttpException(409, "planted");
            case 6 -> {
                Span.wrap(SpanContext.create(
                                LEAKED,
                                "0123456789abcdef",
                                io.opentelemetry.api.trace.TraceFlags.getSampled(),
                                io.opentelemetry.api.trace.TraceState.getDefault()))
                        .makeCurrent();
                MDC.put("user", "leaked");
                Results.writeText(response, "hello");
            }
            case 8 -> throw new HttpException(503, "planted");
            case 10 -> new CountDownLatch(1).await();
            default -> throw new IllegalArgumentException("" + route);
        }
    }

    /** Publishes one part. */
    private final class Source implements Flow.Publisher<ByteBuf>, Flow.Subscription {
        private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> given) {
            note("subscribe");
            subscriber = given;
            given.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            note("request");
            if (subscriber != null) {
                Flow.Subscriber<? super ByteBuf> once = subscriber;
                subscriber = null;
                once.onNext(Unpooled.wrappedBuffer(new byte[] {'o', 'k'}));
                once.onComplete();
            }
        }

        @Override
        public void cancel() {
            note("cancel");
        }
    }
}
