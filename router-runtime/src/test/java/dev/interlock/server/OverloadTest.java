package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests beyond a limit are rejected or wait, and earlier ones are served. */
@Timeout(30)
final class OverloadTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final int MOST = 4;
    private static final int MEMORY = 300_000;

    private final RobustRouter router = new RobustRouter();
    private final List<RawClient> clients = new ArrayList<>();

    // Each test starts the server.
    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private ServerBuilder builder() {
        return HttpServer.builder(router).host("127.0.0.1").port(0).eventLoopThreads(2);
    }

    private RawClient open() throws IOException {
        RawClient client = new RawClient(server.port());
        clients.add(client);
        return client;
    }

    /** Closes the clients first: the server waits two seconds for clients that have not closed their connections. */
    @AfterEach
    void stop() throws IOException {
        leave();
        server.close();
    }

    private void leave() throws IOException {
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void rejectsExchangesBeyondLimit() throws Exception {
        server = builder().maxInFlight(MOST).start();
        for (int i = 0; i < MOST; i++) {
            open().get("/gated");
        }
        awaitCalls(MOST);
        RawClient late = open();
        for (String path : List.of("/gated", "/later", "/blocking", "/stream")) {
            assertIsRefusal(late.get(path).response());
        }
        assertThat(late.get("/health").response().body()).isEqualTo("well");
        assertThat(late.get("/slow-health").response().body()).isEqualTo("well");
        assertThat(router.calls.get()).isEqualTo(MOST + 2);
        router.gate.complete("open");
        for (RawClient client : clients.subList(0, MOST)) {
            assertThat(client.response().body()).isEqualTo("open");
        }
        assertThat(late.get("/later").response().body()).isEqualTo("later");
    }

    @Test
    void bodiesThatArriveCount() throws Exception {
        server = builder().maxInFlight(MOST).start();
        String request = "POST /echo" + END + "Content-Length: 5\r\n\r\n";
        for (int i = 0; i < MOST; i++) {
            open().send("POST /echo" + END + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        }
        for (RawClient client : clients) {
            assertThat(client.response().status()).isEqualTo(100);
        }
        RawClient late = open();
        assertIsRefusal(late.send(request + "he").response());
        late.send("llo");
        clients.get(0).reset();
        assertThat(clients.get(1).send("hello").response().body()).isEqualTo("hello");
        assertThat(late.send(request).send("hello").response().body()).isEqualTo("hello");
        awaitPlace();
    }

    /** Even a few bodies that arrive slowly would fill the heap. */
    @Test
    void rejectsBodiesBeyondMemory() throws Exception {
        server = builder().eventLoopThreads(1).connectionMemory(MEMORY).start();
        RawClient slow = open().send("POST /echo" + END + "Content-Length: " + 2 * MEMORY + "\r\n\r\n");
        // One body at a time may be as large as its route allows.
        assertThat(post(2 * MEMORY).body()).hasLength(2 * MEMORY);
        slow.send("x".repeat(2 * MEMORY - 1));
        awaitExemption();
        // Meanwhile smaller bodies are served, and rejected ones give their memory back.
        for (int i = 0; i < MOST; i++) {
            assertIsRefusal(post(2 * MEMORY));
            assertThat(post(MEMORY / 3).body()).hasLength(MEMORY / 3);
        }
        assertThat(slow.send("x").response().body()).hasLength(2 * MEMORY);
        assertThat(post(2 * MEMORY).body()).hasLength(2 * MEMORY);
    }

    /**
     * Waits until one body is exempt from the limit. Sends no request to find out, because that request might get the
     * exemption.
     */
    private void awaitExemption() {
        while (!server.memory().heap().hasExempt()) {
            Thread.onSpinWait();
        }
    }

    private RawResponse post(int length) throws IOException {
        // Closes each connection, because connections count against this small budget, too.
        try (RawClient client = new RawClient(server.port())) {
            return client.send("POST /echo" + END + "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length))
                    .response();
        }
    }

    /**
     * Waits until another exchange may be in flight. The exchange of a client that has left counts until the server
     * notices.
     */
    private void awaitPlace() throws Exception {
        RawClient first = open().get("/gated");
        RawClient second = open().get("/gated");
        awaitCalls(4);
        router.gate.complete("open");
        assertThat(first.response().body()).isEqualTo("open");
        assertThat(second.response().body()).isEqualTo("open");
    }

    private static void assertIsRefusal(RawResponse response) {
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.isProblem()).isTrue();
        assertThat(response.fields()).containsEntry("retry-after", "1");
    }

    private void awaitCalls(int calls) throws InterruptedException {
        while (router.calls.get() < calls) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    @Test
    void connectionsBeyondLimitWait() throws Exception {
        server = builder().maxConnections(MOST).start();
        for (int i = 0; i < MOST; i++) {
            assertThat(open().get("/hello").response().body()).isEqualTo("hello");
        }
        List<RawClient> waiting = List.of(open().get("/hello"), open().get("/hello"));
        // The server has accepted at least one of the further clients, so it has had time to respond.
        while (server.openConnections() <= MOST) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        for (int i = 0; i < 10 * MOST; i++) {
            // Each of two loops has half of the connections, so both have had turns meanwhile.
            assertThat(clients.get(i % MOST).get("/hello").response().body()).isEqualTo("hello");
        }
        assertThat(waiting.get(0).hasResponse() || waiting.get(1).hasResponse()).isFalse();
        clients.get(0).close();
        clients.get(1).reset();
        for (RawClient client : waiting) {
            assertThat(client.response().body()).isEqualTo("hello");
        }
    }
}
