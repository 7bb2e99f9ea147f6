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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that is killed under load leaves readable segments. They lack only the last exchanges of all event loops.
 */
final class KillTest {
    private static final String REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int PIPELINED = 50;
    /** Least size of an exchange in a ring, in bytes. */
    private static final int CAPTURED = 250;
    /** Least size of an exchange in a block, in bytes. */
    private static final int ENCODED = 100;
    /** One block of exchanges wakes the recorder thread. Up to three more may arrive before that thread runs. */
    private static final int MOST_IN_RINGS = 4 * RecordingOptions.BLOCK_BYTES / CAPTURED;

    /** Exchanges in a block that the recorder thread writes. */
    private static final int MOST_IN_BLOCK = RecordingOptions.BLOCK_BYTES / ENCODED;

    @TempDir
    private Path directory;

    /**
     * Kills the process when it has written some bytes.
     *
     * @param loops number of event loops; each serves one client
     */
    @ParameterizedTest
    @CsvSource({"1, 1", "300000, 1", "700000, 2"})
    void leavesReadableSegments(long bytes, int loops) throws Exception {
        Path segments = directory.resolve("segments");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RecordedService.class.getName(),
                        segments.toString(),
                        String.valueOf(loops))
                .redirectError(directory.resolve("log").toFile())
                .start();
        int sent = 0;
        List<RawClient> clients = new ArrayList<>();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String port = out.readLine();
            assertWithMessage(Files.readString(directory.resolve("log")))
                    .that(port)
                    .isNotNull();
            for (int i = 0; i < loops; i++) {
                clients.add(new RawClient(Integer.parseInt(port)));
            }
            while (size(segments) <= bytes) {
                send(clients);
                receive(clients);
                sent += PIPELINED;
            }
            send(clients);
        } finally {
            process.destroyForcibly().waitFor();
            for (RawClient each : clients) {
                each.close();
            }
        }
        Recorded recorded = Recorded.in(segments);
        assertThat(recorded.headers).isNotEmpty();
        check(recorded.exchanges, bytes > 1, loops, sent);
    }

    /**
     * Checks that each loop lost only its last exchanges, and that these are few.
     *
     * @param isLimited whether to check how many exchanges are lost
     * @param sent number of complete exchanges of each client
     */
    private static void check(List<RecordedExchange> exchanges, boolean isLimited, int loops, int sent) {
        Map<Long, List<Long>> sequences = exchanges.stream()
                .collect(Collectors.groupingBy(
                        RecordedExchange::getConnection,
                        Collectors.mapping(RecordedExchange::getSequence, Collectors.toList())));
        int lost = loops * sent;
        for (List<Long> each : sequences.values()) {
            assertThat(each).isEqualTo(LongStream.range(0, each.size()).boxed().toList());
            assertThat(each.size()).isAtMost(sent + PIPELINED);
            lost -= each.size();
        }
        if (isLimited) {
            assertThat(threads(exchanges)).hasSize(loops);
            assertThat(sequences).hasSize(loops);
            assertThat(lost).isAtMost(MOST_IN_RINGS + MOST_IN_BLOCK);
        }
    }

    /** Returns the names of the event loops, which are in the responses. */
    private static Set<String> threads(List<RecordedExchange> exchanges) {
        return exchanges.stream()
                .map(each -> each.getResponse().getBody().getContent().toStringUtf8())
                .map(body -> body.substring(0, body.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }

    private static void send(List<RawClient> clients) throws IOException {
        for (RawClient each : clients) {
            each.send(REQUEST.repeat(PIPELINED));
        }
    }

    private static void receive(List<RawClient> clients) throws IOException {
        for (RawClient each : clients) {
            for (int i = 0; i < PIPELINED; i++) {
                assertThat(each.response().status()).isEqualTo(200);
            }
        }
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
