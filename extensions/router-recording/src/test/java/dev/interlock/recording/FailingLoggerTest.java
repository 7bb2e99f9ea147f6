package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.testing.HandlerRouter;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The recorder thread reports failures, and there is no memory for the messages. */
final class FailingLoggerTest extends RecordedServer {
    private final AtomicInteger failures = new AtomicInteger();
    private final PrintStream before = System.err;

    @BeforeEach
    void failToLog() {
        System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8) {
            @Override
            public void println(String line) {
                if (Thread.currentThread().getName().equals("interlock-recording")) {
                    failures.incrementAndGet();
                    throw new OutOfMemoryError("on purpose");
                }
            }
        });
    }

    @AfterEach
    void logAgain() {
        System.setErr(before);
    }

    /** The first two messages are about the failed write and the lost exchanges. Only a living thread tries a third. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void recorderThreadSurvives() throws Exception {
        Path segments = directory.resolve("recording");
        Recording recording = options()
                .segments(256 * 1024, Duration.ofMinutes(1))
                .totalBytes(1 << 20)
                .build();
        try (HttpServer server = HttpServer.builder(HandlerRouter.with()
                                .get("/large", (request, response) -> Results.writeText(response, LARGE))
                                .router())
                        .overridable(false)
                        .handleSignals(false)
                        .host("127.0.0.1")
                        .port(0)
                        .listener(recording)
                        .start();
                RawClient client = new RawClient(server.port())) {
            // Without its directory, the next segment cannot be opened.
            for (Path each : Recorded.files(segments)) {
                Files.delete(each);
            }
            Files.delete(segments);
            Files.writeString(segments, "in the way");
            while (failures.get() < 3) {
                assertThat(client.get("/large").response().status()).isEqualTo(200);
            }
        }
        assertThat(recording.dropped()).isGreaterThan(0L);
    }
}
