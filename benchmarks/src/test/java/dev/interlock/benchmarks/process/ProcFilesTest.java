package dev.interlock.benchmarks.process;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Tests the parsers of the kernel's files about a process. */
final class ProcFilesTest {
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
        ProcessMemory memory = ProcessMemory.parse(STATUS + ROLLUP);

        assertThat(memory)
                .isEqualTo(new ProcessMemory(54_320 / 1024.0, 64_300 / 1024.0, 41_000 / 1024.0, 33_500 / 1024.0, 17));
        assertThrows(IOException.class, () -> ProcessMemory.parse("Name:\tjava\n" + ROLLUP));
    }

    @Test
    void parsesProcessNameWithSpaces() {
        String stat = "4711 (a ) b) S 1 2 3 4 5 6 7 8 9 10 250 125 0 0 20 0 1 0 100 0 0";
        assertThat(CpuTime.parse(stat, 11)).isEqualTo(new CpuTime(2.5, 1.25));
    }

    @Test
    void subtractsEarlierCpuTime() {
        CpuTime since = new CpuTime(3, 5).since(new CpuTime(1, 2));
        assertThat(since).isEqualTo(new CpuTime(2, 3));
        assertThat(since.total()).isEqualTo(5.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsFilesOfThisProcess() throws IOException {
        long pid = ProcessHandle.current().pid();
        ProcessMemory memory = ProcessMemory.of(pid);
        assertThat(memory.resident()).isGreaterThan(10.0);
        assertThat(memory.peak()).isAtLeast(memory.resident());
        assertThat(memory.threads()).isGreaterThan(1);
        assertThat(CpuTime.of(pid).total()).isGreaterThan(0.0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void readsCpuTimeOfEndedChildren() throws IOException, InterruptedException {
        CpuTime before = CpuTime.ofEndedChildren();
        Program.output(List.of(Program.ofJava("java"), "-version"), 20);
        assertThat(CpuTime.ofEndedChildren().since(before).total()).isGreaterThan(0.0);
    }
}
