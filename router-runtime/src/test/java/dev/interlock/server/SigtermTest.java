package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.server.RawClient.RawResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** After SIGTERM, a server responds to all requests that it has accepted. */
@Timeout(60)
final class SigtermTest {
    private static final int REQUESTS = 1000;
    private static final int PIPELINED = 10;
    private static final List<String> PATHS = List.of("later", "blocking", "hello");

    @Test
    void respondsToEveryEarlierRequest() throws Exception {
        try (MeasuredServer server = MeasuredServer.start("-Xmx128m", "-Dinterlock.blocking-threads=300")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                clients.add(ask(server, i));
            }
            server.terminate();
            for (int i = 0; i < REQUESTS; i++) {
                assertIsAnswered(clients.get(i), i);
            }
            assertThat(server.exitCode()).isEqualTo(0);
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    @Test
    void respondsToAllPipelinedRequests() throws Exception {
        try (MeasuredServer server = MeasuredServer.start("-Xmx128m")) {
            List<RawClient> clients = new ArrayList<>();
            for (int i = 0; i < REQUESTS / PIPELINED; i++) {
                RawClient client = new RawClient(server.port());
                for (int j = 0; j < PIPELINED; j++) {
                    client.get("/later");
                }
                clients.add(client);
            }
            for (RawClient client : clients) {
                assertThat(client.response().body()).isEqualTo("later");
            }
            server.terminate();
            for (RawClient client : clients) {
                assertIsAnsweredToTheLast(client);
            }
            assertThat(server.exitCode()).isEqualTo(0);
            assertThat(server.log()).doesNotContain("ERROR");
        }
    }

    private static void assertIsAnsweredToTheLast(RawClient client) throws IOException {
        for (int i = 1; i < PIPELINED; i++) {
            RawResponse response = client.response();
            assertThat(response.body()).isEqualTo("later");
            assertThat(response.fields().containsKey("connection")).isEqualTo(i == PIPELINED - 1);
        }
        assertThat(client.isAtEnd()).isTrue();
        client.close();
    }

    /** Sends a request. Every second client has received a response before, so its connection is not new. */
    private static RawClient ask(MeasuredServer server, int number) throws IOException {
        RawClient client = new RawClient(server.port());
        if (number % 2 == 0) {
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
        }
        return client.get("/" + path(number));
    }

    private static String path(int number) {
        return PATHS.get(number % PATHS.size());
    }

    private static void assertIsAnswered(RawClient client, int number) throws IOException {
        RawResponse response = client.response();
        assertWithMessage("the response to request %s", number)
                .that(response.body())
                .isEqualTo(path(number));
        assertThat(client.isAtEnd()).isTrue();
        client.close();
    }
}
