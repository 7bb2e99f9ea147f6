package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.server.RawClient.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is too much is refused or waits, and what is there already is served. */
@Timeout(30)
final class OverloadTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final int MOST = 4;
    private static final int MEMORY = 300_000;

    private final RobustRouter router = new RobustRouter();
    private final List<RawClient> clients = new ArrayList<>();

    private ServerBuilder builder() {
        return HttpServer.builder(router).host("127.0.0.1").port(0).eventLoopThreads(2);
    }

    private RawClient open(HttpServer server) throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    @AfterEach
    void leave() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void moreExchangesThanTheMostAreRefused() throws Exception {
        try (HttpServer server = builder().maxInFlight(MOST).start()) {
            for (int i = 0; i < MOST; i++) {
                open(server).get("/gated");
            }
            awaitCalls(MOST);
            RawClient late = open(server);
            for (String path : List.of("/gated", "/later", "/blocking", "/stream")) {
                assertIsRefusal(late.get(path).answer());
            }
            assertThat(late.get("/health").answer().body()).isEqualTo("well");
            assertThat(late.get("/slow-health").answer().body()).isEqualTo("well");
            assertThat(router.calls.get()).isEqualTo(MOST + 2);
            router.gate.complete("open");
            for (RawClient client : clients.subList(0, MOST)) {
                assertThat(client.answer().body()).isEqualTo("open");
            }
            assertThat(late.get("/later").answer().body()).isEqualTo("later");
        }
    }

    @Test
    void bodiesThatArriveCount() throws Exception {
        try (HttpServer server = builder().maxInFlight(MOST).start()) {
            String request = "POST /echo" + END + "Content-Length: 5\r\n\r\n";
            for (int i = 0; i < MOST; i++) {
                open(server).send("POST /echo" + END + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            }
            for (RawClient client : clients) {
                assertThat(client.answer().status()).isEqualTo(100);
            }
            RawClient late = open(server);
            assertIsRefusal(late.send(request + "he").answer());
            late.send("llo");
            clients.get(0).reset();
            assertThat(clients.get(1).send("hello").answer().body()).isEqualTo("hello");
            assertThat(late.send(request).send("hello").answer().body()).isEqualTo("hello");
            awaitPlace(server);
            leave();
        }
    }

    /** However few they are: bodies that arrive slowly would fill the heap. */
    @Test
    void bodiesThatExceedTheMemoryAreRefused() throws Exception {
        try (HttpServer server =
                builder().eventLoopThreads(1).connectionMemory(MEMORY).start()) {
            RawClient slow = open(server).send("POST /echo" + END + "Content-Length: " + 2 * MEMORY + "\r\n\r\n");
            // One body at a time may be as large as its route allows.
            assertThat(post(server, 2 * MEMORY).body()).hasLength(2 * MEMORY);
            slow.send("x".repeat(2 * MEMORY - 1));
            awaitExemption(server);
            // Meanwhile smaller bodies are served, and rejected ones give their memory back.
            for (int i = 0; i < MOST; i++) {
                assertIsRefusal(post(server, 2 * MEMORY));
                assertThat(post(server, MEMORY / 3).body()).hasLength(MEMORY / 3);
            }
            assertThat(slow.send("x").answer().body()).hasLength(2 * MEMORY);
            assertThat(post(server, 2 * MEMORY).body()).hasLength(2 * MEMORY);
        }
    }

    /** Waits until one body is larger than the budget. A request for this could get the exemption itself. */
    private static void awaitExemption(HttpServer server) {
        while (!server.memory().heap().hasExempt()) {
            Thread.onSpinWait();
        }
    }

    private Answer post(HttpServer server, int length) throws IOException {
        // Connections count as well, and this small budget holds few of them.
        try (RawClient client = new RawClient(server.port())) {
            return client.send("POST /echo" + END + "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length))
                    .answer();
        }
    }

    /** A client that has gone has given its place back, once the server knows. */
    private void awaitPlace(HttpServer server) throws Exception {
        RawClient first = open(server).get("/gated");
        RawClient second = open(server).get("/gated");
        awaitCalls(4);
        router.gate.complete("open");
        assertThat(first.answer().body()).isEqualTo("open");
        assertThat(second.answer().body()).isEqualTo("open");
    }

    private static void assertIsRefusal(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.isProblem()).isTrue();
        assertThat(answer.fields()).containsEntry("retry-after", "1");
    }

    private void awaitCalls(int calls) throws InterruptedException {
        while (router.calls.get() < calls) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void moreConnectionsThanTheMostWait() throws Exception {
        try (HttpServer server = builder().maxConnections(MOST).start()) {
            for (int i = 0; i < MOST; i++) {
                assertThat(open(server).get("/hello").answer().body()).isEqualTo("hello");
            }
            List<RawClient> waiting =
                    List.of(open(server).get("/hello"), open(server).get("/hello"));
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(waiting.get(0).hasAnswer() || waiting.get(1).hasAnswer()).isFalse();
            assertThat(clients.get(2).get("/hello").answer().body()).isEqualTo("hello");
            clients.get(0).close();
            clients.get(1).reset();
            for (RawClient client : waiting) {
                assertThat(client.answer().body()).isEqualTo("hello");
            }
        }
    }
}
