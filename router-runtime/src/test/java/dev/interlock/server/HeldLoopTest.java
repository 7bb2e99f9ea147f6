package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A handler holds the event loop for longer than the time limits of the loop's other connections. */
@Timeout(60)
final class HeldLoopTest {
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final Duration HELD = IDLE.multipliedBy(2);

    private final TestClock clock = new TestClock();
    private final FaultRouter router = new FaultRouter();
    private final CompletableFuture<Void> held = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        router.publisher = subscriber -> {
            held.complete(null);
            released.join();
            clock.move(HELD);
            subscriber.onError(new IllegalStateException("over"));
        };
        server = HttpServer.builder(router)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .idleTimeout(IDLE)
                .stallThreshold(Duration.ZERO)
                .clock(clock)
                .start();
    }

    @AfterEach
    void stop() {
        released.complete(null);
        server.close();
    }

    private void hold(RawClient holding) throws Exception {
        holding.get("/stream");
        held.get(10, TimeUnit.SECONDS);
    }

    @Test
    void doesNotCostClientItsConnection() throws Exception {
        try (RawClient patient = new RawClient(server.port());
                RawClient holding = new RawClient(server.port())) {
            assertThat(patient.get("/hello").response().body()).isEqualTo("hello");
            hold(holding);
            // After the handler, the loop first checks the time limits, and then reads this request.
            patient.get("/hello");
            server.tick();
            released.complete(null);
            assertThat(patient.response().body()).isEqualTo("hello");
        }
    }

    @Test
    void doesNotKeepServerFromClosing() throws Exception {
        try (RawClient holding = new RawClient(server.port())) {
            hold(holding);
            CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
            while (!closing.isDone()) {
                clock.move(Duration.ofSeconds(1));
                TimeUnit.MILLISECONDS.sleep(1);
            }
            closing.get();
            assertThat(released.isDone()).isFalse();
        }
    }

    @Test
    void suspendsLimitsOfIdleConnectionsOnlyBriefly() throws Exception {
        try (RawClient idle = new RawClient(server.port());
                RawClient holding = new RawClient(server.port())) {
            hold(holding);
            released.complete(null);
            check();
            check();
            assertThat(idle.isAtEnd()).isTrue();
        }
    }

    private void check() throws InterruptedException {
        for (Future<?> each : server.tick()) {
            each.sync();
        }
    }
}
