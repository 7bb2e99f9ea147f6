package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors of a service that has no provider of SLF4J: each failure is one line on standard error. */
@Timeout(60)
final class MissingLogTest {
    private static ServerProcess process;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        process = ServerProcess.startWithoutLog("-Dtest.router=failing");
        port = process.port();
    }

    @AfterAll
    static void stop() throws IOException {
        process.close();
    }

    private static List<String> linesOf(String place) throws Exception {
        String failure = ": failed in /" + place + " ";
        process.awaitError(failure);
        return process.errors().stream().filter(line -> line.contains(failure)).toList();
    }

    @Test
    void reportsFailedHandler() throws Exception {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.get("/handler").response().status()).isEqualTo(500);
        }
        List<String> lines = linesOf("handler");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .matches(
                        "ERROR dev\\.interlock\\.internal\\.engine\\.HandlerCall: GET /handler in test\\.Failing\\.handle failed,"
                                + " request id [0-9a-f]+: java\\.lang\\.IllegalStateException: failed in /handler"
                                + " at dev\\.interlock\\.server\\.FailingRouter\\.fail\\(FailingRouter\\.java:[0-9]+\\)");
    }

    /** Failures of all kinds of handlers, filters, and methods for errors. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "error",
                "blocking",
                "blocking-error",
                "stage",
                "publisher",
                "begin",
                "stage-after",
                "finish",
                "on-error"
            })
    void reportsEachInternalError(String place) throws Exception {
        try (RawClient client = new RawClient(port)) {
            assertThat(client.get("/" + place).response().status()).isEqualTo(500);
        }
        List<String> lines = linesOf(place);
        assertWithMessage("%s", lines).that(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith("ERROR dev.interlock.internal.engine.HandlerCall: GET /" + place + " in test.Failing");
        assertThat(lines.get(0)).contains(" at dev.interlock.server.FailingRouter");
    }

    @Test
    void reportsPublisherThatFailsWithinItsResponse() throws Exception {
        try (RawClient client = new RawClient(port)) {
            client.get("/broken-publisher");
            List<String> lines = linesOf("broken-publisher");
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0))
                    .startsWith("ERROR dev.interlock.internal.engine.HandlerCall: A response of GET /broken-publisher"
                            + " broke off, id ");
        }
    }
}
