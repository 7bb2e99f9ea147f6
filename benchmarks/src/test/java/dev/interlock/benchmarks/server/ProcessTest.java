package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector says of a process, and what starts it. */
final class ProcessTest {
    @Test
    void pauses() {
        CollectorLog log = CollectorLog.parse("""
                [0.010s][info][gc] Using Serial
                [0.120s][info][gc] GC(0) Pause Young (Allocation Failure) 1M->0M(9M) 1.234ms
                [0.320s][info][gc] GC(1) Pause Full (Allocation Failure) 5M->3M(9M) 7.5ms
                [0.330s][info][gc] GC(1) Concurrent Mark 2.000ms
                """);

        assertThat(log).isEqualTo(new CollectorLog(2, 7.5, 8.734));
        assertThat(log.since(new CollectorLog(1, 1.234, 1.234)).pauses()).isEqualTo(1);
        assertThat(CollectorLog.parse("")).isEqualTo(new CollectorLog(0, 0, 0));
    }

    @Test
    void spread() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(1, 2.5, 4));
    }

    @Test
    void aServerThatEndsIsReported(@TempDir Path directory) {
        List<String> command =
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version");

        IOException thrown = assertThrows(
                IOException.class,
                () -> TimedStart.of(command, Map.of(), "/", directory.resolve("output.txt"))
                        .close());

        assertThat(thrown).hasMessageThat().contains("--port");
    }

    @Test
    void theFirstAnswerIsWaitedFor(@TempDir Path directory) throws Exception {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OneAnswerServer.class.getName());

        try (TimedStart start = TimedStart.of(command, Map.of(), "/", directory.resolve("output.txt"))) {
            assertThat(start.millis()).isGreaterThan(0.0);
            assertThat(ProcessHandle.of(start.pid())).isPresent();
        }
    }
}
