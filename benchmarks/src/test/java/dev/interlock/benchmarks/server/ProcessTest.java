package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel and a collector say of a process, and what starts it. */
final class ProcessTest {
    private static final String STATUS = """
            Name:\tjava
            VmPeak:\t 2000000 kB
            VmHWM:\t   64300 kB
            VmRSS:\t   54320 kB
            Threads:\t17
            """;

    private static final String ROLLUP = """
            558866cc8000-7ffe10d8a000 ---p 00000000 00:00 0                          [rollup]
            Rss:               54320 kB
            Pss:               41000 kB
            Pss_Dirty:         20000 kB
            Private_Clean:      1500 kB
            Private_Dirty:     32000 kB
            """;

    @Test
    void memory() throws IOException {
        ProcessMemory memory = ProcessMemory.parse(STATUS, ROLLUP);

        assertThat(memory).isEqualTo(new ProcessMemory(54_320, 64_300, 41_000, 33_500, 17));
        assertThat(ProcessMemory.mebibytes(memory.resident())).isWithin(0.01).of(53.05);
        assertThrows(IOException.class, () -> ProcessMemory.parse("Name:\tjava\n", ROLLUP));
    }

    @Test
    void cpu() {
        String stat = "8720 (a b) c) S 1 2 3 0 -1 4 5 6 7 8 123 45 0 0 20 0 17 0 1000";

        ProcessCpu cpu = ProcessCpu.parse(stat);

        assertThat(cpu).isEqualTo(new ProcessCpu(1.23, 0.45));
        assertThat(cpu.total()).isWithin(1e-9).of(1.68);
        assertThat(cpu.since(new ProcessCpu(0.23, 0.45)).user()).isWithin(1e-9).of(1);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcess() throws IOException {
        long pid = ProcessHandle.current().pid();

        ProcessMemory memory = ProcessMemory.of(pid);

        assertThat(memory.resident()).isGreaterThan(10_000L);
        assertThat(memory.peak()).isAtLeast(memory.resident());
        assertThat(memory.threads()).isGreaterThan(1);
        assertThat(ProcessCpu.of(pid).total()).isGreaterThan(0.0);
    }

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
