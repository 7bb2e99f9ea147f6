package dev.interlock.benchmarks.server;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.process.Spread;
import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.SuiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the suites that start servers write of their figures. */
final class ReportsTest {
    private static final Environment ENVIRONMENT = new Environment(List.of("Processor: one"));
    private static final long MEBIBYTE = 1024 * 1024;

    @TempDir
    private Path directory = Path.of("");

    /** The report's lines, the columns of tables one blank apart. */
    private List<String> write(SuiteReport report) throws IOException {
        report.write(directory);
        return Files.readAllLines(directory.resolve("report.md")).stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private String drawing(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }

    private static SyscallsReport syscalls(double perf) {
        SyscallsReport report = new SyscallsReport();
        report.add("interlock", "epoll", 1, new SyscallsReport.Cost(2.029, 2.03, 1.26, 5.7));
        report.add("interlock", "epoll", 16, new SyscallsReport.Cost(0.125, 0.128, 0.84, 0.38));
        report.add("HttpServerCodec", "epoll", 1, new SyscallsReport.Cost(2.022, 2.03, 2.44, 5.92));
        report.add("HttpServerCodec", "epoll", 16, new SyscallsReport.Cost(0.25, perf, 1.44, 0.4));
        return report;
    }

    @Test
    void systemCalls() throws IOException {
        List<String> lines = write(syscalls(0.5).of(64, ENVIRONMENT));
        assertThat(lines)
                .containsAtLeast(
                        "- Processor: one",
                        "syscalls epoll depth 1: 2.029 per request (HttpServerCodec 2.022, ratio 1.00)",
                        "syscalls epoll depth 16: 0.125 per request (HttpServerCodec 0.250, ratio 0.50)",
                        "| interlock | epoll | 1 | 2.029 | 2.030 | 1.26 | 5.70 |",
                        "| HttpServerCodec | epoll | 16 | 0.250 | 0.500 | 1.44 | 0.40 |",
                        "![strace.svg](strace.svg)",
                        "![perf.svg](perf.svg)")
                .inOrder();
        // The widest bar, of 2.029 calls, has 410 pixels.
        assertThat(drawing("strace.svg")).contains("y=\"112.0\" width=\"50.5\" height=\"16.0\" fill=\"#b8bec4\"");
    }

    @Test
    void systemCallsWherePerfMayNotBeUsed() throws IOException {
        List<String> lines = write(syscalls(Double.NaN).of(64, ENVIRONMENT));
        assertThat(lines).contains("| HttpServerCodec | epoll | 16 | 0.250 | - | 1.44 | 0.40 |");
        assertThat(lines).doesNotContain("![perf.svg](perf.svg)");
    }

    private static MemoryReport.Cost cost(long idle, double start, int pauses) {
        return new MemoryReport.Cost(
                new Spread(start - 10, start, start + 20),
                new Spread(80, 90, 95),
                memory(idle),
                memory(idle + 8),
                new CollectorLog(pauses, pauses == 0 ? 0 : 3, pauses * 2.5),
                81_234.6);
    }

    private static ProcessMemory memory(long mebibytes) {
        long kibibytes = 1024 * mebibytes;
        return new ProcessMemory(kibibytes, kibibytes + 1024, kibibytes - 1024, kibibytes - 2048, 18);
    }

    @Test
    void memoryAndStart() throws IOException {
        MemoryReport report = new MemoryReport();
        report.add("17", true, cost(40, 150, 0));
        report.add("17", false, cost(80, 300, 2));
        List<String> lines = write(report.of("2 starts each.", ENVIRONMENT));
        assertThat(lines)
                .containsAtLeast(
                        "2 starts each.",
                        "- Processor: one",
                        "memory idle 17: 40.0 MB (limit 48)",
                        "memory load 17: 48.0 MB (limit 64)",
                        "memory pauses 17: 0 under load (limit 0)",
                        "memory start 17: 150 ms (limit 200)",
                        "```",
                        "| Java 17, as shipped | 150 | 140 | 170 | 90 | 80 | 95 |",
                        "![start.svg](start.svg)",
                        "| Java 17, no options | 80.0 | 79.0 | 78.0 | 88.0 | 87.0 | 86.0 | 89.0 | 18 |",
                        "![idle.svg](idle.svg)",
                        "![load.svg](load.svg)",
                        "| Java 17, as shipped | 81,235 | 0 | 0.0 | 0.0 |",
                        "| Java 17, no options | 81,235 | 2 | 3.0 | 5.0 |")
                .inOrder();
        // 80 MiB are as wide as the plot, 500 pixels; the limit of 48 is at three fifths of it.
        assertThat(drawing("idle.svg")).contains("<rect x=\"150.0\" y=\"40.0\" width=\"250.0\"");
        assertThat(drawing("idle.svg")).contains("<line x1=\"450.0\" y1=\"32.0\" x2=\"450.0\" y2=\"88.0\"");
        assertThat(drawing("load.svg")).contains(">limit 64</text>");
        assertThat(drawing("start.svg")).contains(">limit 200</text>");
    }

    @Test
    void aHeapThatIsNeverCollected() throws IOException {
        EpsilonReport report = new EpsilonReport(64);
        report.add("when idle", 0, 0, 16 * MEBIBYTE);
        report.add("requests one by one", MEBIBYTE, 12.4, 20 * MEBIBYTE);
        report.add("orders", MEBIBYTE, 7, 32 * MEBIBYTE);
        List<String> lines = write(report.of(ENVIRONMENT));
        assertThat(lines)
                .containsAtLeast(
                        "epsilon requests: 2097152 (heap used 32.0 MiB of 64, 8.00 bytes per request)",
                        "| when idle | 0 | 0 | 16.0 | - |",
                        "| requests one by one | 1,048,576 | 12 | 20.0 | 4.00 |",
                        "| orders | 1,048,576 | 7 | 32.0 | 12.00 |",
                        "![heap.svg](heap.svg)")
                .inOrder();
        // Half of the heap, as all of it is as wide as the plot.
        assertThat(drawing("heap.svg")).contains("y=\"88.0\" width=\"250.0\"");
    }
}
