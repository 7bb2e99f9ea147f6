package dev.interlock.recording;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.replay.recorded.RecordedExchange;
import dev.interlock.server.RawClient;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that is killed under load leaves readable segments. They lack only the last exchanges. */
final class KillTest {
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int PIPELINED = 50;
    /** Exchanges of 100 bytes in 320 KiB, and as many while the recorder waits for a busy processor. */
    private static final int MOST_LOST = 2 * 320 * 1024 / 100;

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {1, 300_000, 700_000})
    void leavesReadableSegments(long bytes) throws Exception {
        Path segments = directory.resolve("segments");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordedService.class.getName(),
                        segments.toString())
                .redirectError(directory.resolve("log").toFile())
                .start();
        int sent = 0;
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String port = out.readLine();
            assertWithMessage(Files.readString(directory.resolve("log")))
                    .that(port)
                    .isNotNull();
            try (RawClient client = new RawClient(Integer.parseInt(port))) {
                while (size(segments) <= bytes) {
                    sent += send(client);
                }
                client.send(REQUEST.repeat(PIPELINED));
                process.destroyForcibly();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        Recorded recorded = Recorded.in(segments);
        assertThat(recorded.headers).isNotEmpty();
        List<Long> sequences =
                recorded.exchanges.stream().map(RecordedExchange::getSequence).toList();
        assertThat(sequences)
                .isEqualTo(IntStream.range(0, sequences.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(sequences.size()).isAtMost(sent + PIPELINED);
        if (bytes > 1) {
            assertThat(sequences.size()).isAtLeast(sent - MOST_LOST);
        }
    }

    private static int send(RawClient client) throws IOException {
        client.send(REQUEST.repeat(PIPELINED));
        for (int i = 0; i < PIPELINED; i++) {
            assertThat(client.response().status()).isEqualTo(200);
        }
        return PIPELINED;
    }

    /** Returns the bytes of the segments, without the header of the first one. */
    private static long size(Path segments) throws IOException {
        File[] files = segments.toFile().listFiles();
        long total = 0;
        for (File each : files == null ? new File[0] : files) {
            total += each.length();
        }
        return total - 200;
    }
}
