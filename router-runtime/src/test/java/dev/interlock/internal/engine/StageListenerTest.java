package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import dev.interlock.server.RawClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stages that break the contract of CompletionStage do not affect other requests. */
@Timeout(60)
final class StageListenerTest {
    private static final int REPEATS = 20;

    /** Body of the method {@code whenComplete} of a stage. */
    private interface Behaviour {
        void whenComplete(BiConsumer<Object, Throwable> listener);
    }

    /** Stage whose {@code whenComplete} has a given behaviour. Other methods are not called. */
    private static final class Stage extends CompletableFuture<String> {
        private final Behaviour behaviour;

        Stage(Behaviour behaviour) {
            this.behaviour = behaviour;
        }

        @Override
        @SuppressWarnings("unchecked")
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> listener) {
            behaviour.whenComplete((BiConsumer<Object, Throwable>) (BiConsumer<?, ?>) listener);
            return this;
        }
    }

    private static final class Routes extends PlainRouter {
        final BlockingQueue<CompletionStage<String>> stages = new LinkedBlockingQueue<>();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(RouteInfo.of(0, "GET", "/stage", "test.Stages.get").execution(Execution.ASYNCHRONOUS)));
        }

        @Override
        public void handle(int route, Request request, Response response) throws InterruptedException {
            response.await(stages.take(), Results::writeText);
        }
    }

    private final Routes routes = new Routes();
    private HttpServer server;
    private RawClient client;
    private RawClient victim;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.builder(routes)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .maxInFlight(2)
                .start();
        client = new RawClient(server.port());
        victim = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        victim.close();
        server.close();
    }

    private static void answerVictim(RawClient victim, CompletableFuture<String> pending) throws IOException {
        pending.complete("victim");
        assertThat(victim.response().body()).isEqualTo("victim");
    }

    /** Sends a request; returns once the server waits for the stage. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private CompletableFuture<String> askAsVictim() throws Exception {
        CompletableFuture<Void> listening = new CompletableFuture<>();
        CompletableFuture<String> pending = new CompletableFuture<>();
        routes.stages.add(new Stage(listener -> {
            pending.whenComplete(listener);
            listening.complete(null);
        }));
        victim.get("/stage");
        listening.get(10, TimeUnit.SECONDS);
        return pending;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ignoresSecondNotification(boolean completedAtOnce) throws Exception {
        for (int i = 0; i < REPEATS; i++) {
            CompletableFuture<BiConsumer<Object, Throwable>> kept = new CompletableFuture<>();
            routes.stages.add(new Stage(listener -> {
                if (completedAtOnce) {
                    listener.accept("first", null);
                }
                kept.complete(listener);
            }));
            client.get("/stage");
            BiConsumer<Object, Throwable> listener = kept.get(10, TimeUnit.SECONDS);
            if (!completedAtOnce) {
                listener.accept("first", null);
            }
            assertThat(client.response().body()).isEqualTo("first");
            CompletableFuture<String> pending = askAsVictim();
            listener.accept("foreign", null);
            listener.accept(null, new IllegalStateException("foreign"));
            answerVictim(victim, pending);
        }
    }

    @Test
    void twoNotifyingThreadsMakeOneResponse() throws Exception {
        for (int i = 0; i < REPEATS; i++) {
            routes.stages.add(new Stage(listener -> {
                Thread other = new Thread(() -> listener.accept("one of two", null));
                other.start();
                listener.accept("one of two", null);
            }));
            assertThat(client.get("/stage").response().body()).isEqualTo("one of two");
            CompletableFuture<String> pending = askAsVictim();
            answerVictim(victim, pending);
        }
    }

    /**
     * The server allows two exchanges in flight. If it counted an ended exchange, a later request would be rejected.
     */
    @Test
    void answersStageThatThrowsError() throws Exception {
        for (int i = 0; i < REPEATS; i++) {
            routes.stages.add(new Stage(listener -> {
                throw new StackOverflowError();
            }));
            assertThat(client.get("/stage").response().status()).isEqualTo(500);
        }
        answerVictim(victim, askAsVictim());
    }

    @Test
    void notificationBeatsThrownException() throws Exception {
        routes.stages.add(new Stage(listener -> {
            listener.accept("notified", null);
            throw new IllegalStateException("too late");
        }));
        assertThat(client.get("/stage").response().body()).isEqualTo("notified");
        CompletableFuture<BiConsumer<Object, Throwable>> kept = new CompletableFuture<>();
        routes.stages.add(new Stage(listener -> {
            kept.complete(listener);
            throw new AssertionError("not supported");
        }));
        assertThat(client.get("/stage").response().status()).isEqualTo(500);
        CompletableFuture<String> pending = askAsVictim();
        kept.get().accept("foreign", null);
        answerVictim(victim, pending);
    }

    @Test
    void respondsToStagesOfJdk() throws Exception {
        CompletableFuture<String> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        CompletableFuture<String> later = new CompletableFuture<>();
        routes.stages.addAll(List.of(
                CompletableFuture.completedFuture("future"),
                CompletableFuture.completedStage("stage"),
                later.minimalCompletionStage(),
                CompletableFuture.failedStage(new IllegalStateException("a secret")),
                cancelled));
        assertThat(client.get("/stage").response().body()).isEqualTo("future");
        assertThat(client.get("/stage").response().body()).isEqualTo("stage");
        client.get("/stage");
        later.complete("later");
        assertThat(client.response().body()).isEqualTo("later");
        assertThat(client.get("/stage").response().status()).isEqualTo(500);
        assertThat(client.get("/stage").response().status()).isEqualTo(500);
    }
}
