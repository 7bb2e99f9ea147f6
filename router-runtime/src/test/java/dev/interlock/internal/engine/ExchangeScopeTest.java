package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Code of the application runs in the scope of its exchange. */
final class ExchangeScopeTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String POST = " HTTP/1.1\r\nHost: a\r\nContent-Type: a/b\r\nContent-Length: ";

    private final FaultyLink link = new FaultyLink();
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final Reader reader = new Reader();
    /** Body of the last request that has a reader. */
    private Flow.@Nullable Publisher<ByteBuf> body;
    /** Action of the blocking handler. */
    private Runnable onHandler = () -> {};

    private final Scopes scopes = new Scopes("");
    private final EngineLoop loop =
            TestLoop.observed(router(), link.tasks::add, blocking::add, new Scopes("1 "), scopes);
    private final Connection connection = loop.open(link);

    /** Records the scopes by the routes of their exchanges. */
    private final class Scopes implements ExchangeListener {
        private final String name;
        private @Nullable Throwable failure;
        private boolean isBroken;

        Scopes(String name) {
            this.name = name;
        }

        private void add(String event, ObservedExchange exchange) {
            events.add(name
                    + event
                    + (exchange.route() == null ? "" : exchange.route().template()));
            if (isBroken) {
                throw new StackOverflowError();
            }
        }

        @Override
        public void scopeOpened(ObservedExchange exchange) {
            add("in", exchange);
        }

        @Override
        public void scopeClosed(ObservedExchange exchange) {
            add("out", exchange);
        }

        @Override
        public void handlerReturned(ObservedExchange exchange) {
            if (name.isEmpty()) {
                events.add("returned");
            }
        }

        @Override
        public void responseSent(ObservedExchange exchange) {
            failure = exchange.failure();
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            failure = exchange.failure();
            if (name.isEmpty()) {
                events.add("aborted");
            }
        }
    }

    /** Subscriber that requests a part of the body only when the test wants one. */
    private final class Reader implements Flow.Subscriber<ByteBuf> {
        private Flow.@Nullable Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            events.add("subscribed");
        }

        @Override
        public void onNext(ByteBuf part) {
            events.add("part");
            part.release();
        }

        @Override
        public void onError(Throwable cause) {
            events.add("failed");
        }

        @Override
        public void onComplete() {
            events.add("complete");
        }
    }

    private HandlerRouter router() {
        return HandlerRouter.with()
                .get("/now", (request, response) -> {
                    events.add("handler");
                    Results.writeText(response, "hello");
                })
                .get("/throw", (request, response) -> {
                    throw new AssertionError("planted");
                })
                .get("/reject", (request, response) -> {
                    throw new HttpException(409, "planted");
                })
                .route(
                        "GET",
                        "/later",
                        (request, response) -> response.await(stage, Results::writeText),
                        route -> route.execution(Execution.ASYNCHRONOUS))
                .route(
                        "GET",
                        "/block",
                        (request, response) -> {
                            onHandler.run();
                            events.add("handler");
                        },
                        route -> route.execution(Execution.BLOCKING))
                .post(
                        "/body",
                        (request, response) -> {
                            body = Bodies.readPublisher(request);
                            body.subscribe(reader);
                            response.await(stage, Results::writeText);
                        },
                        route -> route.execution(Execution.ASYNCHRONOUS)
                                .streamedBody(true)
                                .consumes("*/*"))
                .get("/ask", (request, response) -> {
                    events.add("asks");
                    Objects.requireNonNull(reader.subscription).request(1);
                    events.add("asked");
                })
                .router();
    }

    @BeforeEach
    void beginLoop() {
        link.runTasks();
    }

    private String send(Connection to, String requests) {
        to.read(Unpooled.copiedBuffer(requests, ISO_8859_1));
        to.flush();
        link.runTasks();
        return take();
    }

    private String send(String requests) {
        return send(connection, requests);
    }

    private String take() {
        String text = String.join(", ", events);
        events.clear();
        return text;
    }

    @Test
    void listenersCloseScopesInReverseOrder() {
        assertThat(send("GET /now" + END)).isEqualTo("1 in/now, in/now, handler, out/now, 1 out/now, returned");
        assertThat(scopes.failure).isNull();
    }

    @Test
    void pipelinedExchangesHaveTheirOwnScopes() {
        assertThat(only(send(("GET /now" + END).repeat(2))))
                .isEqualTo("in/now, handler, out/now, returned, in/now, handler, out/now, returned");
    }

    /** Leaves out the events of the first listener. */
    private static String only(String events) {
        return events.replaceAll("1 (in|out)[/a-z]*, ", "").replaceAll(", 1 out[/a-z]*$", "");
    }

    @Test
    void errorClosesScope() {
        assertThat(only(send("GET /throw" + END))).isEqualTo("in/throw, out/throw, returned");
        assertThat(scopes.failure).hasMessageThat().isEqualTo("planted");
        assertThat(scopes.failure).isInstanceOf(AssertionError.class);
        send("GET /now" + END);
        assertThat(scopes.failure).isNull();
    }

    @Test
    void rejectionOfHandlerIsReported() {
        send("GET /reject" + END);
        assertThat(scopes.failure).isInstanceOf(HttpException.class);
    }

    @Test
    void requestWithoutRouteAndMalformedRequestHaveScopes() {
        assertThat(only(send("GET /nothing" + END))).isEqualTo("in, out");
        assertThat(only(send("nonsense\r\n\r\n"))).isEqualTo("in, out");
    }

    @Test
    void stageCompletesInScope() {
        assertThat(only(send("GET /later" + END))).isEqualTo("in/later, out/later, returned");
        stage.complete("late");
        link.runTasks();
        assertThat(only(take())).isEqualTo("in/later, out/later");
    }

    @Test
    void failedStageIsReported() {
        send("GET /later" + END);
        stage.completeExceptionally(new IllegalStateException("planted"));
        link.runTasks();
        assertThat(scopes.failure).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void cancelledStageRunsItsDependentsInScope() {
        CompletableFuture<String> dependent = stage.whenComplete((value, failure) -> events.add("cancelled"));
        send("GET /later" + END);
        connection.closed();
        assertThat(only(take())).isEqualTo("in/later, cancelled, out/later, in/later, out/later, aborted");
        assertThat(dependent.isDone()).isTrue();
    }

    @Test
    void blockingHandlerHasScopeOnItsThread() {
        send("GET /block" + END);
        runOnThread(blocking.remove());
        assertThat(only(take())).isEqualTo("in/block, handler, out/block, returned");
    }

    @Test
    void blockingHandlerThatOutlivesItsExchangeHasScope() {
        onHandler = () -> {
            connection.closed();
            events.add("left");
        };
        send("GET /block" + END);
        runOnThread(blocking.remove());
        assertThat(only(take())).isEqualTo("in/block, aborted, left, handler, out/block, returned");
        // The record of the exchange now serves no other one.
        assertThat(only(send(loop.open(link), "GET /now" + END))).isEqualTo("in/now, handler, out/now, returned");
    }

    @Test
    void errorOfListenerClosesScopesOfOthers() {
        scopes.isBroken = true;
        send("GET /now" + END);
        scopes.isBroken = false;
        assertThat(only(send("GET /now" + END))).isEqualTo("in/now, handler, out/now, returned");
    }

    private static void runOnThread(Runnable call) {
        Thread thread = new Thread(call);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** A handler requests the body of another exchange, whose subscriber is called at once. */
    @Test
    void scopesOfTwoExchangesNeverNest() {
        Connection other = loop.open(link);
        link.runTasks();
        assertThat(only(send(other, "POST /body" + POST + "2\r\n\r\n")))
                .isEqualTo("in/body, subscribed, out/body, returned");
        assertThat(send(other, "ab")).isEmpty();
        assertThat(only(send("GET /ask" + END)))
                .isEqualTo(
                        "in/ask, asks, out/ask, in/body, part, complete, out/body, in/ask, asked, out/ask, returned");
        other.closed();
    }

    @Test
    void bodyThatBreaksOffFailsInScope() {
        send("POST /body" + POST + "2\r\n\r\na");
        connection.closed();
        assertThat(only(take())).contains("in/body, failed, out/body");
    }

    @Test
    void secondSubscriberIsRejectedInScope() {
        Connection other = loop.open(link);
        link.runTasks();
        send(other, "POST /body" + POST + "2\r\n\r\n");
        Objects.requireNonNull(body).subscribe(reader);
        assertThat(only(take())).isEqualTo("in/body, subscribed, failed, out/body");
        other.closed();
        take();
        Objects.requireNonNull(body).subscribe(reader);
        assertThat(take()).isEqualTo("subscribed, failed");
    }

    private static boolean hasScopes(EngineLoop of) {
        return Objects.requireNonNull(of.context().service().observers()).hasScopes();
    }

    @Test
    void listenerThatOverridesNothingCostsNothing() {
        ExchangeListener plain = new ExchangeListener() {};
        EngineLoop other = TestLoop.observed(router(), link.tasks::add, blocking::add, plain);
        assertThat(hasScopes(other)).isFalse();
        assertThat(hasScopes(loop)).isTrue();
    }
}
