package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler that holds the event loop for longer than the time limits of its other connections. */
@Timeout(60)
final class HeldLoopTest {
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final long HELD_MILLIS = 5000;

    private final FaultRouter router = new FaultRouter();
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        router.publisher = subscriber -> {
            held.complete(null);
            sleep();
            subscriber.onError(new IllegalStateException("over"));
        };
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .idleTimeout(IDLE)
                .stallThreshold(Duration.ZERO)
                .shutdownDeadline(IDLE)
                .start();
    }

    private static void sleep() {
        try {
            Thread.sleep(HELD_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void doesNotCostAClientItsConnection() throws Exception {
        try (RawClient patient = new RawClient(server.port());
                RawClient holding = new RawClient(server.port())) {
            assertThat(patient.get("/hello").answer().body()).isEqualTo("hello");
            holding.get("/stream");
            held.get(10, TimeUnit.SECONDS);
            assertThat(patient.get("/hello").answer().body()).isEqualTo("hello");
        }
    }

    @Test
    void doesNotKeepTheServerFromClosing() throws Exception {
        CompletableFuture<Void> released = new CompletableFuture<>();
        router.publisher = subscriber -> {
            held.complete(null);
            released.join();
            subscriber.onError(new IllegalStateException("over"));
        };
        try (RawClient holding = new RawClient(server.port())) {
            holding.get("/stream");
            held.get(10, TimeUnit.SECONDS);
            server.close();
            assertThat(released.isDone()).isFalse();
        } finally {
            released.complete(null);
        }
    }

    @Test
    void keepsTheLimitsOfTheIdleOnlyForAMoment() throws IOException {
        try (RawClient idle = new RawClient(server.port());
                RawClient holding = new RawClient(server.port())) {
            holding.get("/stream");
            assertThat(idle.isAtEnd()).isTrue();
        }
    }
}
