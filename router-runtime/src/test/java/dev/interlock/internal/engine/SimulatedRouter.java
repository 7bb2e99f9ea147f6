package dev.interlock.internal.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Routes of a {@link Simulation}. Each response names its request. A list holds the work that handlers have left open.
 * The simulation continues it.
 */
final class SimulatedRouter extends PlainRouter {
    /** Number of bytes of a large body. */
    static final int LARGE = 70_000;

    /** Name of a request without a name. */
    static final String NOBODY = "nobody";

    private static final byte[] FILL = "x".repeat(LARGE).getBytes(ISO_8859_1);

    private static final List<RouteInfo> ROUTES = List.of(
            route(0, "GET", "/hello", Execution.EVENT_LOOP),
            route(1, "POST", "/echo", Execution.EVENT_LOOP),
            route(2, "GET", "/later", Execution.ASYNCHRONOUS),
            route(3, "GET", "/block", Execution.BLOCKING),
            route(4, "GET", "/stream", Execution.ASYNCHRONOUS),
            route(5, "POST", "/pour", Execution.ASYNCHRONOUS).streamedBody(true),
            route(6, "GET", "/throw", Execution.EVENT_LOOP),
            route(7, "GET", "/later-throw", Execution.ASYNCHRONOUS),
            route(8, "GET", "/large", Execution.EVENT_LOOP),
            route(9, "POST", "/gather", Execution.ASYNCHRONOUS),
            route(10, "POST", "/block", Execution.BLOCKING),
            route(11, "GET", "/loop-stream", Execution.EVENT_LOOP),
            route(12, "GET", "/keep", Execution.ASYNCHRONOUS),
            route(13, "POST", "/ignore", Execution.ASYNCHRONOUS).streamedBody(true),
            route(14, "GET", "/fail", Execution.EVENT_LOOP),
            route(15, "GET", "/block-fail", Execution.BLOCKING));

    private static final Set<String> LIMITED = Set.of("/hello", "/later", "/block", "/pour", "/loop-stream", "/stream");

    private final ByteBufAllocator allocator;
    /** Called with the name of a request when its code runs. */
    Consumer<String> onCode = name -> {};
    /** Called with the name of a request when the body of the request has a subscriber, or fails. */
    Consumer<String> onSubscriber = name -> {};
    /** Work for which handlers wait. */
    final List<Runnable> open = new ArrayList<>();

    /** All stages that handlers have returned. */
    final List<CompletableFuture<String>> stages = new ArrayList<>();
    /** All publishers that handlers have returned. */
    final List<Source> all = new ArrayList<>();

    final List<Source> sources = new ArrayList<>();
    final List<Sink> sinks = new ArrayList<>();
    /** Work that continues to use a request after its response. */
    final List<Runnable> lateWork = new ArrayList<>();
    /** Number of times that each request was begun and finished, by its name. */
    final Map<String, Integer> begun = new HashMap<>();

    final Map<String, Integer> finished = new HashMap<>();
    /** Names of the requests whose responses are streams. */
    final Set<String> streamed = new HashSet<>();

    /** @param isLimited whether some routes have one exchange at a time */
    SimulatedRouter(ByteBufAllocator allocator, boolean isLimited) {
        super(
                TrailingSlash.STRICT,
                isLimited ? ROUTES.stream().map(SimulatedRouter::limited).toList() : ROUTES);
        this.allocator = allocator;
    }

    private static RouteInfo limited(RouteInfo route) {
        return LIMITED.contains(route.template()) ? route.maxConcurrent(1) : route;
    }

    private static RouteInfo route(int number, String method, String template, Execution execution) {
        RouteInfo route = RouteInfo.of(number, method, template, "test.Handlers." + template.substring(1))
                .execution(execution);
        return method.equals("POST") ? route.consumes("*/*") : route;
    }

    private static String name(Request request) {
        return Objects.requireNonNullElse(request.header("x-name"), NOBODY);
    }

    @Override
    public synchronized void begin(int route, Request request) {
        onCode.accept(name(request));
        begun.merge(name(request), 1, Integer::sum);
    }

    @Override
    public synchronized void finish(int route, Request request, Response response) {
        onCode.accept(name(request));
        finished.merge(name(request), 1, Integer::sum);
        response.header("X-Request-Id", request.idChars());
    }

    @Override
    public void handle(int route, Request request, Response response) {
        String name = name(request);
        onCode.accept(name);
        switch (route) {
            case 0 -> Results.writeText(response, name);
            case 1 -> Results.writeText(response, name + " " + request.body().length());
            case 3 -> {
                BlockedHandler.stop();
                Results.writeText(response, name);
            }
            case 10 -> {
                BlockedHandler.stop();
                Results.writeText(response, name + " " + request.body().length());
            }
            case 2 -> response.await(later(name, null), Results::writeText);
            case 4, 11 -> response.contentType("text/plain").stream(source(name));
            case 5 -> {
                Sink sink = new Sink(name);
                sinks.add(sink);
                request.streamedBody().publisher().subscribe(sink);
                response.await(sink.whole, Results::writeText);
            }
            case 6 -> throw new HttpException(410, name);
            case 7 -> response.await(later(name, new HttpException(409, name)), Results::writeText);
            case 8 -> response.contentType("text/plain").buffer(large(name));
            case 9 -> response.await(later(name + " " + request.body().length(), null), Results::writeText);
            case 12 -> {
                lateWork.add(() -> checkKept(request, name));
                response.await(later(name, null), Results::writeText);
            }
            case 13 -> response.await(later(name, null), Results::writeText);
            case 14 -> throw new IllegalStateException(name);
            case 15 -> {
                BlockedHandler.stop();
                throw new IllegalStateException(name);
            }
            default -> throw unknownRoute(route);
        }
    }

    /** Checks that a request that has ended throws an exception, or returns its own data. */
    private static void checkKept(Request request, String name) {
        String now;
        try {
            now = name(request);
        } catch (IllegalStateException e) {
            return;
        }
        if (!now.equals(name) && !now.equals(NOBODY)) {
            throw new AssertionError("the request of " + name + " became that of " + now);
        }
    }

    private CompletableFuture<String> later(String text, @Nullable Throwable failure) {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.add(stage);
        open.add(() -> {
            if (failure == null) {
                stage.complete(text);
            } else {
                stage.completeExceptionally(failure);
            }
        });
        return stage;
    }

    private ByteBuf large(String name) {
        ByteBuf buffer = allocator.buffer(LARGE);
        buffer.writeCharSequence(name + " ", ISO_8859_1);
        return buffer.writeBytes(FILL, 0, LARGE - buffer.writerIndex());
    }

    private Source source(String name) {
        Source source = new Source(name);
        streamed.add(name);
        all.add(source);
        sources.add(source);
        return source;
    }

    /**
     * Publishes the name of a request in three buffers. It publishes each buffer once the subscriber has requested it
     * and the simulation continues the source.
     */
    final class Source implements Flow.Publisher<ByteBuf>, Flow.Subscription {
        static final int ITEMS = 3;

        private final String name;
        private Flow.@Nullable Subscriber<? super ByteBuf> subscriber;
        private long demand;
        private int sent;
        private boolean isOver;
        private boolean wasCancelled;

        Source(String name) {
            this.name = name;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> newSubscriber) {
            onCode.accept(name);
            subscriber = newSubscriber;
            newSubscriber.onSubscribe(this);
        }

        @Override
        public synchronized void request(long n) {
            onCode.accept(name);
            demand += n;
        }

        @Override
        public synchronized void cancel() {
            onCode.accept(name);
            wasCancelled |= !isOver;
            isOver = true;
        }

        synchronized boolean wasCancelled() {
            return wasCancelled;
        }

        synchronized boolean canGoOn() {
            return subscriber != null && !isOver && (demand > 0 || sent == ITEMS);
        }

        private synchronized void took() {
            demand--;
        }

        private synchronized void end() {
            isOver = true;
        }

        void goOn(boolean fails) {
            Flow.Subscriber<? super ByteBuf> current = Objects.requireNonNull(subscriber);
            if (fails) {
                end();
                current.onError(new IllegalStateException(name));
            } else if (sent == ITEMS) {
                end();
                current.onComplete();
            } else {
                ByteBuf item = allocator.buffer();
                item.writeCharSequence(name + ";", ISO_8859_1);
                sent++;
                took();
                current.onNext(item);
            }
        }
    }

    /** Reads a body piece by piece, whenever the simulation asks. */
    final class Sink implements Flow.Subscriber<ByteBuf> {
        final CompletableFuture<String> whole = new CompletableFuture<>();
        private final String name;
        private Flow.@Nullable Subscription subscription;
        private long bytes;
        private boolean isAsked;

        Sink(String name) {
            this.name = name;
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            onSubscriber.accept(name);
            subscription = newSubscription;
        }

        @Override
        public void onNext(ByteBuf item) {
            onCode.accept(name);
            isAsked = false;
            bytes += item.readableBytes();
            item.release();
        }

        @Override
        public void onError(Throwable cause) {
            onSubscriber.accept(name);
            whole.completeExceptionally(cause);
        }

        @Override
        public void onComplete() {
            onCode.accept(name);
            whole.complete(name + " " + bytes);
        }

        boolean canAsk() {
            return subscription != null && !isAsked && !whole.isDone();
        }

        void ask() {
            isAsked = true;
            Objects.requireNonNull(subscription).request(1);
        }
    }
}
