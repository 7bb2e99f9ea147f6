package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Errors of a service that has no provider of SLF4J. */
@Timeout(60)
final class MissingLogTest {
    @Test
    void reportsAFailedHandlerOnStandardError() throws Exception {
        try (ServerProcess process = ServerProcess.startWithoutLog();
                RawClient client = new RawClient(process.port())) {
            assertThat(client.get("/throw").answer().status()).isEqualTo(500);
            process.awaitError("GET /throw");
            List<String> lines = process.errors().stream()
                    .filter(line -> line.contains("/throw"))
                    .toList();
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0))
                    .matches(
                            "ERROR dev\\.interlock\\.server\\.HandlerCall: GET /throw in test\\.Handlers\\.fail failed,"
                                    + " request id [0-9a-f]+: java\\.lang\\.IllegalStateException: a secret"
                                    + " at dev\\.interlock\\.server\\.TestRouter\\.handle\\(TestRouter\\.java:[0-9]+\\)");
        }
    }
}
