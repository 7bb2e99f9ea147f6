package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.server.PlainRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Time limits of exchanges, and the cancellation of work for which no client waits. The test sets the time. */
@Timeout(30)
final class ExchangeTimeoutTest {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(30);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";

    private final FaultyLink link = new FaultyLink();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Routes router = new Routes();
    private final Clock clock = new Clock();
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @SuppressWarnings("NullAway.Init")
    private EngineLoop loop;

    @SuppressWarnings("NullAway.Init")
    private Connection connection;

    /** Clock that the test sets. */
    private static final class Clock implements LoopClock {
        long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public long currentTimeMillis() {
            return TimeUnit.NANOSECONDS.toMillis(now);
        }
    }

    /** Work of a blocking handler. */
    private interface Work {
        String run(Request request) throws Exception;
    }

    private static final class Routes extends PlainRouter {
        CompletionStage<String> stage = new CompletableFuture<>();
        Work work = request -> "done";
        Flow.Publisher<ByteBuf> publisher = subscriber -> {};
        volatile int finished;
        int errors;

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            route(0, "GET", "/stage", Execution.ASYNCHRONOUS),
                            route(1, "GET", "/block", Execution.BLOCKING),
                            route(2, "GET", "/publish", Execution.EVENT_LOOP),
                            route(3, "POST", "/read", Execution.BLOCKING)
                                    .consumes("*/*")
                                    .streamedBody(true),
                            route(4, "GET", "/short", Execution.ASYNCHRONOUS).timeout(Duration.ofSeconds(2)),
                            route(5, "GET", "/endless", Execution.ASYNCHRONOUS).timeout(Duration.ZERO),
                            route(6, "GET", "/events", Execution.EVENT_LOOP),
                            route(7, "POST", "/gather", Execution.ASYNCHRONOUS).consumes("*/*"),
                            route(8, "GET", "/hello", Execution.EVENT_LOOP),
                            route(9, "GET", "/later-publish", Execution.ASYNCHRONOUS),
                            route(10, "GET", "/block-stage", Execution.BLOCKING)));
        }

        private static RouteInfo route(int number, String method, String template, Execution execution) {
            return RouteInfo.of(number, method, template, "test.Handlers.handle")
                    .execution(execution);
        }

        @Override
        public void handle(int route, Request request, Response response) throws Exception {
            switch (route) {
                case 1, 3 -> Results.writeText(response, work.run(request));
                case 2 -> response.contentType("text/plain").stream(publisher);
                case 6 -> response.contentType("text/event-stream").stream(publisher, Duration.ZERO, "");
                case 8 -> Results.writeText(response, "hello");
                case 10 -> {
                    work.run(request);
                    response.await(stage, Results::writeText);
                }
                case 9 -> response.await(stage, (to, value) -> to.contentType("text/plain").stream(publisher));
                default -> response.await(stage, Results::writeText);
            }
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // The test has one request at a time.
        public void finish(int route, Request request, Response response) {
            finished++;
            response.header("X-Target", request.target().toString() + " " + request.id());
        }

        @Override
        public boolean onError(int route, Throwable thrown, Request request, Response response) {
            errors += thrown instanceof HttpException ? 1 : 0;
            return false;
        }
    }

    private final class Events implements ExchangeListener {
        @Override
        public void handlerReturned(ObservedExchange exchange) {
            events.add("returned");
        }

        @Override
        public void responseSent(ObservedExchange exchange) {
            events.add("sent " + exchange.status() + (exchange.timedOut() ? " late" : ""));
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            events.add("aborted " + reason + (exchange.timedOut() ? " late" : ""));
        }
    }

    private void open(Executor blocking) {
        loop = TestLoop.limited(
                router,
                link.tasks::add,
                blocking,
                ExchangeLimits.of(Duration.ofNanos(LIMIT), router),
                clock,
                new Events());
        connection = loop.open(link);
        link.runTasks();
    }

    @AfterEach
    void close() {
        thread.shutdownNow();
    }

    private void send(String bytes) {
        connection.read(Unpooled.copiedBuffer(bytes, ISO_8859_1));
        connection.flush();
        link.runTasks();
    }

    private void pass(long nanos) {
        for (long left = nanos; left > 0; left -= SECOND) {
            clock.now += SECOND;
            connection.tick(clock.now);
            link.runTasks();
        }
    }

    private String takeEvents() {
        String all = String.join(", ", events);
        events.clear();
        return all;
    }

    private int inFlight() {
        return loop.context().service().inFlight().count();
    }

    @Test
    void respondsInPlaceOfLateStage() {
        open(waiting::add);
        CompletableFuture<String> stage = new CompletableFuture<>();
        router.stage = stage;
        send("GET /stage" + END);
        pass(LIMIT);
        assertThat(link.text()).isEmpty();
        pass(SECOND);
        String response = link.text();
        assertThat(response).startsWith("HTTP/1.1 503 ");
        assertThat(response).contains("\r\ncontent-type: application/problem+json\r\n");
        assertThat(response).contains("\"detail\":\"The server did not respond in time\"");
        assertThat(response).contains("\r\nX-Target: /stage ");
        assertThat(response).doesNotContain("Connection: close");
        assertThat(stage.isCancelled()).isTrue();
        assertThat(router.finished).isEqualTo(1);
        assertThat(router.errors).isEqualTo(1);
        assertThat(takeEvents()).isEqualTo("returned, sent 503 late");
        assertThat(inFlight()).isEqualTo(0);
    }

    @Test
    void lateResultReachesNoOtherRequest() {
        open(waiting::add);
        CompletableFuture<String> first = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return false;
            }
        };
        router.stage = first;
        send("GET /stage" + END);
        pass(LIMIT + SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        CompletableFuture<String> second = new CompletableFuture<>();
        router.stage = second;
        send("GET /stage" + END);
        first.complete("of the first");
        link.runTasks();
        assertThat(link.text()).isEmpty();
        second.complete("of the second");
        link.runTasks();
        assertThat(link.text()).endsWith("\r\n\r\nof the second");
        assertThat(takeEvents()).isEqualTo("returned, sent 503 late, returned, sent 200");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void releasesLateBuffer() {
        open(waiting::add);
        CompletableFuture<ByteBuf> stage = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return false;
            }
        };
        router.stage = (CompletionStage) stage;
        send("GET /stage" + END);
        pass(LIMIT + SECOND);
        ByteBuf buffer = Unpooled.buffer(1);
        stage.complete(buffer);
        link.runTasks();
        assertThat(buffer.refCnt()).isEqualTo(0);
    }

    @Test
    void routeHasItsOwnLimit() {
        open(waiting::add);
        send("GET /short" + END);
        pass(2 * SECOND);
        assertThat(link.text()).isEmpty();
        pass(SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        router.stage = new CompletableFuture<>();
        send("GET /endless" + END);
        pass(100 * LIMIT);
        assertThat(link.text()).isEmpty();
    }

    @Test
    void stageOfMinimalKindIsReplaced() {
        open(waiting::add);
        CompletableFuture<String> stage = new CompletableFuture<>();
        router.stage = stage.minimalCompletionStage();
        send("GET /stage" + END);
        pass(LIMIT + SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        stage.complete("late");
        link.runTasks();
        assertThat(link.text()).isEmpty();
    }

    @Test
    void limitCountsFromEndOfBody() {
        open(waiting::add);
        send("POST /gather HTTP/1.1\r\nHost: a\r\nContent-Length: 200\r\n\r\n");
        for (int i = 0; i < 100; i++) {
            send("01");
            pass(SECOND);
        }
        assertThat(link.text()).isEmpty();
        pass(LIMIT - SECOND);
        assertThat(link.text()).isEmpty();
        pass(SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void callThatWaitsForThreadNeverRuns() {
        open(waiting::add);
        router.work = request -> {
            throw new AssertionError("The handler was called");
        };
        send("GET /block" + END);
        pass(LIMIT + SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        assertThat(router.finished).isEqualTo(1);
        assertThat(takeEvents()).isEqualTo("sent 503 late");
        // The queue of the executor still holds the call.
        assertThat(inFlight()).isEqualTo(1);
        waiting.remove().run();
        link.runTasks();
        assertThat(inFlight()).isEqualTo(0);
        assertThat(link.text()).isEmpty();
        send("GET /hello" + END);
        assertThat(link.text()).endsWith("hello");
    }

    @Test
    void interruptsBlockingHandler() throws Exception {
        interruptsBlockingHandler(thread);
    }

    @Test
    void interruptsHandlerOnVirtualThread() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21);
        ExecutorService virtual = virtualThreads();
        try {
            interruptsBlockingHandler(virtual);
        } finally {
            virtual.shutdownNow();
        }
    }

    private static ExecutorService virtualThreads()
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    private void interruptsBlockingHandler(ExecutorService executor) throws Exception {
        open(executor);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<Boolean> twice = new CompletableFuture<>();
        CompletableFuture<String> ids = new CompletableFuture<>();
        router.work = request -> {
            ids.complete(request.id());
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            released.await();
            twice.complete(Thread.interrupted());
            return "late";
        };
        send("GET /block" + END);
        begun.await();
        pass(LIMIT + SECOND);
        String response = link.text();
        assertThat(response).startsWith("HTTP/1.1 503 ");
        assertThat(response).contains("\r\nX-Target: /block " + ids.get() + "\r\n");
        interrupted.await();
        assertThat(takeEvents()).isEqualTo("sent 503 late");
        // The handler is still running.
        assertThat(inFlight()).isEqualTo(1);
        pass(LIMIT + SECOND);
        released.countDown();
        assertThat(twice.get()).isFalse();
        executor.submit(() -> {}).get();
        awaitTask();
        assertThat(inFlight()).isEqualTo(0);
        assertThat(takeEvents()).isEqualTo("returned");
        assertThat(router.finished).isEqualTo(1);
        assertThat(link.text()).isEmpty();
        send("GET /hello" + END);
        assertThat(link.text()).endsWith("hello");
    }

    private void awaitTask() throws InterruptedException {
        while (inFlight() > 0) {
            Thread.onSpinWait();
            link.runTasks();
        }
    }

    /**
     * Executor with one thread. Unlike the JDK's pools, it does not clear the thread's interrupt flag between two
     * tasks.
     */
    private static final class OneThread implements Executor, AutoCloseable {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final AtomicInteger interrupts = new AtomicInteger();
        private final Thread thread = new Thread(this::run);
        private volatile boolean closed;

        OneThread() {
            thread.setDaemon(true);
            thread.start();
        }

        private void run() {
            while (!closed) {
                try {
                    tasks.take().run();
                } catch (InterruptedException e) {
                    interrupts.incrementAndGet();
                }
            }
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        /** Returns the number of interrupts that reached the thread between two tasks. */
        int interrupts() throws InterruptedException {
            CountDownLatch reached = new CountDownLatch(1);
            execute(reached::countDown);
            reached.await();
            return interrupts.get();
        }

        @Override
        public void close() {
            closed = true;
            execute(() -> {});
        }
    }

    @Test
    void interruptEndsWithItsCall() throws Exception {
        try (OneThread one = new OneThread()) {
            open(one);
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch released = new CountDownLatch(1);
            router.work = request -> {
                begun.countDown();
                awaitUninterruptibly(released);
                return "unseen";
            };
            send("GET /block" + END);
            begun.await();
            connection.closed();
            released.countDown();
            assertThat(one.interrupts()).isEqualTo(0);
        }
    }

    @Test
    void cancelsStageThatLateHandlerReturns() throws Exception {
        open(thread);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<String> stage = new CompletableFuture<>();
        router.stage = stage;
        router.work = request -> {
            begun.countDown();
            awaitUninterruptibly(released);
            return "unused";
        };
        send("GET /block-stage" + END);
        begun.await();
        pass(LIMIT + SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        released.countDown();
        awaitTask();
        assertThat(stage.isCancelled()).isTrue();
        assertThat(router.finished).isEqualTo(1);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void cancelsPublisherWithoutFirstPart() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        send("GET /publish" + END);
        pass(LIMIT);
        assertThat(link.text()).isEmpty();
        pass(2 * SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        assertThat(publisher.hasSubscribers()).isFalse();
        assertThat(takeEvents()).isEqualTo("returned, sent 503 late");
        assertThat(link.reset).isFalse();
    }

    @Test
    void cancelsPublisherOfStage() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        router.stage = CompletableFuture.completedFuture("");
        send("GET /later-publish" + END);
        pass(LIMIT + 2 * SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        assertThat(publisher.hasSubscribers()).isFalse();
        assertThat(inFlight()).isEqualTo(0);
    }

    @Test
    void cancelsPublisherThatNeverSubscribes() {
        open(waiting::add);
        send("GET /publish" + END);
        pass(LIMIT + 2 * SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
    }

    @Test
    void abortsStreamWithoutProgress() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        send("GET /publish" + END);
        for (int i = 0; i < 10; i++) {
            publisher.submit(Unpooled.copiedBuffer("part", ISO_8859_1));
            link.runTasks();
            pass(LIMIT - SECOND);
            assertThat(link.reset).isFalse();
        }
        pass(3 * SECOND);
        assertThat(link.reset).isTrue();
        assertThat(publisher.hasSubscribers()).isFalse();
        connection.closed();
        assertThat(takeEvents()).isEqualTo("returned, aborted TIMED_OUT late");
    }

    @Test
    void slowClientIsNoFaultOfPublisher() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        send("GET /publish" + END);
        publisher.submit(Unpooled.copiedBuffer("part", ISO_8859_1));
        link.writable = false;
        link.runTasks();
        for (int i = 0; i < 10; i++) {
            link.queued = 100L - i;
            pass(LIMIT / 2);
        }
        assertThat(publisher.hasSubscribers()).isTrue();
        assertThat(link.reset).isFalse();
    }

    @Test
    void lastingStreamMayBeSilent() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        send("GET /events" + END);
        pass(100 * LIMIT);
        assertThat(publisher.hasSubscribers()).isTrue();
        assertThat(link.reset).isFalse();
    }

    @Test
    void handlerThatDoesNotReadItsBodyIsLate() throws Exception {
        open(thread);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<@Nullable Throwable> seen = new CompletableFuture<>();
        router.work = request -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                try {
                    request.streamedBody().inputStream().readAllBytes();
                    seen.complete(null);
                } catch (IOException failure) {
                    seen.complete(failure);
                }
            }
            return "late";
        };
        send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");
        begun.await();
        for (int i = 0; i < 20; i++) {
            send("x".repeat(10_000));
        }
        pass(LIMIT);
        assertThat(link.text()).isEmpty();
        pass(2 * SECOND);
        assertThat(link.text()).startsWith("HTTP/1.1 503 ");
        link.runTasks();
        while (!seen.isDone()) {
            Thread.onSpinWait();
            link.runTasks();
        }
        assertThat(seen.get()).isInstanceOf(IOException.class);
    }

    @Test
    void handlerThatReadsItsBodyIsNotLate() throws Exception {
        open(thread);
        router.work =
                request -> String.valueOf(request.streamedBody().inputStream().readAllBytes().length);
        send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
        for (int i = 0; i < 100; i++) {
            send("x".repeat(10));
            pass(SECOND);
        }
        awaitTask();
        assertThat(link.text()).endsWith("\r\n\r\n1000");
    }

    @Test
    void cancelsStageOfClientThatLeft() {
        open(waiting::add);
        CompletableFuture<String> stage = new CompletableFuture<>();
        router.stage = stage;
        send("GET /stage" + END);
        connection.closed();
        assertThat(stage.isCancelled()).isTrue();
        link.runTasks();
        assertThat(inFlight()).isEqualTo(0);
        assertThat(takeEvents()).isEqualTo("returned, aborted CLIENT_LEFT");
        // A filter that has begun the request also finishes it.
        assertThat(router.finished).isEqualTo(1);
    }

    @Test
    void cancelsPublisherOfClientThatLeft() {
        open(waiting::add);
        SubmissionPublisher<ByteBuf> publisher = new SubmissionPublisher<>(Runnable::run, 16);
        router.publisher = publisher;
        send("GET /publish" + END);
        connection.closed();
        link.runTasks();
        assertThat(publisher.hasSubscribers()).isFalse();
    }

    @Test
    void interruptsHandlerOfClientThatLeft() throws Exception {
        open(thread);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        router.work = request -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException e) {
                end.complete("interrupted");
                awaitUninterruptibly(released);
                throw e;
            }
        };
        send("GET /block" + END);
        begun.await();
        connection.closed();
        assertThat(end.get()).isEqualTo("interrupted");
        released.countDown();
        awaitTask();
        assertThat(takeEvents()).isEqualTo("aborted CLIENT_LEFT, returned");
        assertThat(router.finished).isEqualTo(1);
    }

    @Test
    void interruptReachesNoLaterTask() throws InterruptedException {
        try (OneThread one = new OneThread()) {
            for (int i = 0; i < 20_000; i++) {
                CountDownLatch begun = new CountDownLatch(1);
                BlockingCall call = new BlockingCall(begun::countDown, new ConcurrencyLimit(1));
                one.execute(call);
                if (i % 2 == 0) {
                    begun.await();
                }
                call.interrupt();
                call.interrupt();
            }
            assertThat(one.interrupts()).isEqualTo(0);
        }
    }
}
