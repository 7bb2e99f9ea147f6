package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Clients that take their time are cut when it is up, each kind by its limit, while others are served. All of them are
 * there at the same time, and each test looks at what became of one kind.
 */
@Timeout(60)
final class SlowClientsTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final String LONG_BODY = "POST /count" + END + "Content-Length: 10000\r\n\r\n";
    /** So much that it is fast enough for longer than the idle timeout, whatever follows. */
    private static final String MOST_OF_A_BODY = LONG_BODY + "x".repeat(5000);

    private static final int CLIENTS = 50;
    private static final int STEP_MILLIS = 100;
    /** Longer than the head timeout, up to which a body may be slow, and the idle timeout. */
    private static final int STEPS = 45;
    /** More than the least rate: 300 bytes in a second. */
    private static final int STEP_BYTES = 30;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool();

    private static MeasuredServer server;
    private static Future<List<Outcome>> slowHeads;
    private static Future<List<Outcome>> slowBodies;
    private static Future<List<Outcome>> silentBodies;
    private static Future<List<Outcome>> steadyBodies;
    private static Future<List<Outcome>> silent;
    private static Future<List<Outcome>> answered;
    private static Future<Integer> served;

    /** @param status of the answer; 0 if the server closed without a word, -1 if it did nothing */
    record Outcome(int status, long millis) {}

    @BeforeAll
    static void start() throws IOException {
        server = MeasuredServer.start(
                "-Dinterlock.head-timeout=1s", "-Dinterlock.idle-timeout=3s", "-Dinterlock.min-body-rate=240");
        slowHeads = start(() -> dribble("GET /hello HTTP/1.1\r\nX: ", "x"));
        slowBodies = start(() -> dribble(LONG_BODY, "x"));
        silentBodies = start(() -> dribble(MOST_OF_A_BODY, ""));
        steadyBodies = start(SlowClientsTest::steadily);
        silent = start(() -> awaitEnd(""));
        answered = start(() -> awaitEnd("GET /hello" + END + "\r\n"));
        served = THREADS.submit(SlowClientsTest::ask);
    }

    @AfterAll
    static void stop() throws IOException {
        THREADS.shutdownNow();
        server.close();
    }

    private static Future<List<Outcome>> start(Callable<List<Outcome>> clients) {
        return THREADS.submit(clients);
    }

    @Test
    void slowHeadsAreRefused() throws Exception {
        for (Outcome each : slowHeads.get()) {
            assertThat(each.status()).isEqualTo(408);
            assertThat(each.millis()).isAtLeast(1000);
            assertThat(each.millis()).isLessThan(5000);
        }
    }

    @Test
    void slowBodiesAreRefused() throws Exception {
        for (Outcome each : slowBodies.get()) {
            assertThat(each.status()).isEqualTo(408);
            assertThat(each.millis()).isAtLeast(1000);
            assertThat(each.millis()).isLessThan(5000);
        }
    }

    @Test
    void bodiesThatStopAreRefused() throws Exception {
        for (Outcome each : silentBodies.get()) {
            assertThat(each.status()).isEqualTo(408);
            assertThat(each.millis()).isAtLeast(3000);
            assertThat(each.millis()).isLessThan(8000);
        }
    }

    @Test
    void bodiesThatAreFastEnoughAreAnsweredHoweverLongTheyTake() throws Exception {
        for (Outcome each : steadyBodies.get()) {
            assertThat(each.status()).isEqualTo(200);
            assertThat(each.millis()).isAtLeast((long) STEPS * STEP_MILLIS);
        }
    }

    @Test
    void connectionsWithoutARequestAreClosedWithoutAWord() throws Exception {
        for (Outcome each : silent.get()) {
            assertThat(each.status()).isEqualTo(0);
            assertThat(each.millis()).isAtLeast(3000);
            assertThat(each.millis()).isLessThan(8000);
        }
    }

    @Test
    void connectionsAreClosedWhenTheyAreIdleAfterAnAnswer() throws Exception {
        for (Outcome each : answered.get()) {
            assertThat(each.status()).isEqualTo(200);
            assertThat(each.millis()).isAtLeast(3000);
            assertThat(each.millis()).isLessThan(8000);
        }
    }

    @Test
    void othersAreServedAllTheWhile() throws Exception {
        assertThat(served.get()).isEqualTo(STEPS * STEP_MILLIS / 10);
    }

    private static List<RawClient> open(String sent) throws IOException {
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(new RawClient(server.port()).send(sent));
        }
        return clients;
    }

    /** Sends more and more until there is an answer. */
    private static List<Outcome> dribble(String first, String more) throws Exception {
        long start = System.nanoTime();
        List<RawClient> clients = open(first);
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < 2 * STEPS && !clients.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            for (RawClient client : List.copyOf(clients)) {
                client.send(more);
                if (client.hasAnswer()) {
                    outcomes.add(outcome(client, start));
                    clients.remove(client);
                }
            }
        }
        for (RawClient client : clients) {
            client.close();
            outcomes.add(new Outcome(-1, millisSince(start)));
        }
        return outcomes;
    }

    private static Outcome outcome(RawClient client, long start) throws IOException {
        int status = client.answer().status();
        if (status != 200) {
            assertThat(client.isAtEnd()).isTrue();
        }
        client.close();
        return new Outcome(status, millisSince(start));
    }

    private static long millisSince(long start) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    /** Sends bodies a little above the least rate, however long the steps take. */
    private static List<Outcome> steadily() throws Exception {
        long start = System.nanoTime();
        int length = STEP_BYTES * STEPS;
        List<RawClient> clients = open("POST /count" + END + "Content-Length: " + length + "\r\n\r\n");
        int sent = 0;
        while (sent < length) {
            TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            int due = (int) Math.min(length, STEP_BYTES * millisSince(start) / STEP_MILLIS);
            for (RawClient client : clients) {
                client.send("x".repeat(due - sent));
            }
            sent = due;
        }
        List<Outcome> outcomes = new ArrayList<>();
        for (RawClient client : clients) {
            outcomes.add(outcome(client, start));
        }
        return outcomes;
    }

    /** Does nothing more until the server closes. */
    private static List<Outcome> awaitEnd(String sent) throws IOException {
        long start = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        for (RawClient client : open(sent)) {
            int status = sent.isEmpty() ? 0 : client.answer().status();
            assertThat(client.isAtEnd()).isTrue();
            client.close();
            outcomes.add(new Outcome(status, millisSince(start)));
        }
        return outcomes;
    }

    private static int ask() throws Exception {
        int answers = 0;
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < STEPS * STEP_MILLIS / 10; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
                answers += client.get("/hello").answer().status() == 200 ? 1 : 0;
            }
        }
        return answers;
    }
}
