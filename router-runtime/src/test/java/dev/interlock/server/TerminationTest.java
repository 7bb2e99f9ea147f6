package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.util.Objects.requireNonNull;

import dev.interlock.internal.transport.AcceptGateTest;
import dev.interlock.server.RawClient.RawResponse;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Behaviour of a process with servers after SIGTERM. */
@Timeout(60)
final class TerminationTest {
    private static final String HALF = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhel";

    /** Sends half of a request, and waits until the server has read it. */
    private static RawClient inFlight(int port) throws Exception {
        RawClient client = new RawClient(port);
        assertThat(client.get("/hello").response().status()).isEqualTo(200);
        return client.send(HALF);
    }

    /** Waits until the server has closed its listening socket. */
    static void awaitRefusal(int port) throws Exception {
        String refusal = "";
        while (!refusal.contains("refused")) {
            try {
                new RawClient(port).close();
                // A closing server waits until 20 ms have passed without a handshake, so this test leaves pauses.
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (SocketException e) {
                // A connection that was in the queue when the socket closed is reset, not refused.
                refusal = String.valueOf(e.getMessage());
            }
        }
    }

    /**
     * Asserts that the exchange finishes after the socket has closed. The response may lack "close", because the drain
     * begins a moment later.
     */
    private static RawResponse assertFinishes(RawClient client, int port) throws Exception {
        awaitRefusal(port);
        RawResponse response = client.send("lo").response();
        assertThat(response.body()).isEqualTo("hello");
        assertThat(client.isAtEnd()).isTrue();
        client.close();
        return response;
    }

    @Test
    void finishesExchangesAndExitsWithZero() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.hook=true")) {
            int port = process.port();
            RawClient client = inFlight(port);
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            assertFinishes(client, port);
            // Hooks of the application run after the last exchange. They may close resources that the exchange needs.
            assertThat(process.line()).isEqualTo("hook");
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    /** The server has read the beginning of half of the requests. The other requests may still be in the kernel. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void answersAThousand(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        try (ServerProcess process = ServerProcess.start("-Dinterlock.transport=" + transport)) {
            int port = process.port();
            List<RawClient> begun = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                begun.add(inFlight(port));
            }
            List<RawClient> sent = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                sent.add(new RawClient(port).get("/hello"));
            }
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            for (RawClient client : sent) {
                assertThat(client.response().body()).isEqualTo("hello");
                client.close();
            }
            RawResponse last = null;
            for (RawClient client : begun) {
                last = assertFinishes(client, port);
            }
            assertThat(requireNonNull(last).fields()).containsEntry("connection", "close");
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void servesAsBeforeDuringDelay() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dinterlock.shutdown-delay=1s")) {
            int port = process.port();
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            try (RawClient client = new RawClient(port)) {
                RawResponse response = client.get("/hello").response();
                assertThat(response.fields()).doesNotContainKey("connection");
                assertThat(client.isAtEnd()).isTrue();
            }
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void finishesEveryServer() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.servers=3")) {
            List<Integer> ports = List.of(process.port(), process.port(), process.port());
            List<RawClient> clients = new ArrayList<>();
            for (int port : ports) {
                clients.add(inFlight(port));
            }
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            for (int i = 0; i < 3; i++) {
                assertFinishes(clients.get(i), ports.get(i));
            }
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void cutsAtDeadlineAndExitsWithZero() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dinterlock.shutdown-deadline=200ms");
                RawClient client = inFlight(process.port())) {
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
            assertThat(String.join("\n", process.errors())).contains("1 exchanges did not finish within PT0.2S");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void secondSignalCutsAtOnce() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dinterlock.shutdown-deadline=1h");
                RawClient client = inFlight(process.port())) {
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void secondSignalEndsDelay() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dinterlock.shutdown-delay=1h")) {
            process.port();
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
        }
    }

    @Test
    void leavesSignalToJvmOnRequest() throws Exception {
        assertFinishesWithTheExitCodeOfTheJvm(ServerProcess.start("-Dtest.signals=false"));
    }

    @Test
    void leavesSignalToJvmWithoutSignals() throws Exception {
        // Runs without jdk.unsupported. The libraries of the tests need no other omitted module.
        assertFinishesWithTheExitCodeOfTheJvm(
                ServerProcess.start("--limit-modules=java.base,java.logging,java.management,java.naming"));
    }

    private static void assertFinishesWithTheExitCodeOfTheJvm(ServerProcess process) throws Exception {
        try (process) {
            int port = process.port();
            RawClient client = inFlight(port);
            process.terminate();
            assertThat(process.line()).isEqualTo("not ready");
            assertFinishes(client, port);
            assertWithMessage("128 + SIGTERM").that(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void closedServerReleasesSignal() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dtest.close=true")) {
            process.port();
            assertThat(process.line()).isEqualTo("not ready");
            assertThat(process.line()).isEqualTo("closed");
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(143);
        }
    }

    @Test
    void logsWhereItListensOnce() throws Exception {
        try (ServerProcess process = ServerProcess.start("-Dinterlock.transport=nio")) {
            int port = process.port();
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
            assertThat(process.errors().stream()
                            .filter(line -> line.contains("Listens"))
                            .toList())
                    .containsExactly("[main] INFO dev.interlock.server.HttpServer - Listens on port " + port
                            + " of 127.0.0.1, with 2 event loops on nio");
        }
    }
}
