package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Slow clients are disconnected at the limit for their kind, while others are served. All kinds are connected at the
 * same time, and each test checks one kind.
 */
@Timeout(60)
final class SlowClientsTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final String LONG_BODY = "POST /count" + END + "Content-Length: 10000\r\n\r\n";

    private static final int CLIENTS = 50;
    /** Time of a step. Clients send at each step, and limits are checked then. */
    private static final Duration STEP = Duration.ofSeconds(1);

    private static final int HEAD_STEPS = 10;
    private static final int IDLE_STEPS = 30;
    /**
     * Number of steps. They take longer than the idle timeout and the head timeout, so every slow client reaches its
     * limit.
     */
    private static final int STEPS = 45;
    /**
     * Number of steps that a limit may be late. The server counts from its last read, and checks the limit
     * periodically.
     */
    private static final int LATE_STEPS = 3;

    /** Minimum rate of a body in bytes per second. */
    private static final int LEAST_RATE = 240;
    /** Number of bytes that a client sends at each step, above the minimum rate. */
    private static final int STEP_BYTES = 300;

    /** A kind of client: the bytes that it sends first, and the bytes that it sends at each step. */
    enum Kind {
        SLOW_HEAD("GET /hello HTTP/1.1\r\nX: ", "x"),
        SLOW_BODY(LONG_BODY, "x"),
        /**
         * Enough bytes to keep the average rate above the minimum for longer than the idle timeout, even if no more
         * follow.
         */
        SILENT_BODY(LONG_BODY + "x".repeat(9990), ""),
        STEADY_BODY("POST /count" + END + "Content-Length: " + STEPS * STEP_BYTES + "\r\n\r\n", "x".repeat(STEP_BYTES)),
        SILENT("", ""),
        ANSWERED("GET /hello" + END + "\r\n", "");

        private final String first;
        private final String more;

        Kind(String first, String more) {
            this.first = first;
            this.more = more;
        }
    }

    /**
     * End of a client.
     *
     * @param status status of the response; 0 if the server closed without one, -1 if it did nothing
     */
    record Outcome(int status, int steps) {}

    private static final Map<Kind, List<Outcome>> OUTCOMES = new EnumMap<>(Kind.class);
    private static int served;

    private static List<Outcome> outcomes(Kind kind) {
        return requireNonNull(OUTCOMES.get(kind));
    }

    /** A client, from its first bytes to its end. */
    private static final class Slow {
        private final Kind kind;
        private final RawClient client;
        private final int statusBefore;

        Slow(Kind kind, int port) throws IOException {
            this.kind = kind;
            client = new RawClient(port).send(kind.first);
            statusBefore = kind == Kind.ANSWERED ? client.response().status() : 0;
        }

        /** Records the end of the client; returns whether it has ended. */
        boolean hasEnded(int step) throws IOException {
            if (client.hasResponse()) {
                int status = client.response().status();
                assertThat(status == 200 || client.isAtEnd()).isTrue();
                end(status, step);
                return true;
            }
            boolean mayEndWithoutResponse = kind == Kind.SILENT || kind == Kind.ANSWERED;
            if (mayEndWithoutResponse && step >= IDLE_STEPS - LATE_STEPS && client.isAtEnd(1)) {
                end(statusBefore, step);
                return true;
            }
            return false;
        }

        void end(int status, int step) throws IOException {
            outcomes(kind).add(new Outcome(status, step));
            client.close();
        }
    }

    @BeforeAll
    static void run() throws Exception {
        TestClock clock = new TestClock();
        try (HttpServer server = HttpServer.builder(new RobustRouter())
                        .host("127.0.0.1")
                        .port(0)
                        .headTimeout(Duration.ofSeconds(HEAD_STEPS))
                        .idleTimeout(Duration.ofSeconds(IDLE_STEPS))
                        .minBodyRate(LEAST_RATE)
                        .clock(clock)
                        .start();
                RawClient other = new RawClient(server.port())) {
            List<Slow> clients = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                OUTCOMES.put(kind, new ArrayList<>());
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(new Slow(kind, server.port()));
                }
            }
            for (int step = 1; step <= STEPS; step++) {
                for (Slow each : clients) {
                    each.client.send(each.kind.more);
                }
                clock.pass(STEP, server);
                served += other.get("/hello").response().status() == 200 ? 1 : 0;
                for (Slow each : List.copyOf(clients)) {
                    if (each.hasEnded(step)) {
                        clients.remove(each);
                    }
                }
            }
            for (Slow each : clients) {
                each.end(each.kind == Kind.STEADY_BODY ? each.client.response().status() : -1, STEPS);
            }
        }
    }

    @AfterAll
    static void forget() {
        OUTCOMES.clear();
        served = 0;
    }

    private static void assertAllEnd(Kind kind, int status, int steps) {
        assertThat(outcomes(kind)).hasSize(CLIENTS);
        for (Outcome each : outcomes(kind)) {
            assertThat(each.status()).isEqualTo(status);
            assertThat(each.steps()).isAtLeast(steps);
            assertThat(each.steps()).isAtMost(steps + LATE_STEPS);
        }
    }

    @Test
    void rejectsSlowHeads() {
        assertAllEnd(Kind.SLOW_HEAD, 408, HEAD_STEPS);
    }

    @Test
    void rejectsSlowBodies() {
        assertAllEnd(Kind.SLOW_BODY, 408, HEAD_STEPS);
    }

    @Test
    void rejectsStalledBodies() {
        assertAllEnd(Kind.SILENT_BODY, 408, IDLE_STEPS);
    }

    @Test
    void servesLongBodiesAtSufficientRate() {
        assertAllEnd(Kind.STEADY_BODY, 200, STEPS);
    }

    @Test
    void closesSilentConnectionsWithoutResponse() {
        assertAllEnd(Kind.SILENT, 0, IDLE_STEPS);
    }

    @Test
    void closesIdleConnectionsAfterResponse() {
        assertAllEnd(Kind.ANSWERED, 200, IDLE_STEPS);
    }

    @Test
    void servesOthersMeanwhile() {
        assertThat(served).isEqualTo(STEPS);
    }
}
