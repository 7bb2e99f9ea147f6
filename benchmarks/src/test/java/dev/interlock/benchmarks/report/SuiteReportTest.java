package dev.interlock.benchmarks.report;

import static com.google.common.truth.Truth.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a suite, and the page that leads to it. */
final class SuiteReportTest {
    private static final Environment ENVIRONMENT = new Environment(List.of("Processor: one"));

    private static SuiteReport report(String suite) {
        return new SuiteReport("Time", "Nanoseconds.", ENVIRONMENT, List.of(suite + " one: 1 ns", suite + " two: 2 ns"))
                .section("All")
                .table(new MarkdownTable().words("input").numbers("ns").row("one", "1"))
                .plot("time", new BarPlot("ns", 0).bar("one", 1, true));
    }

    @Test
    void thePage(@TempDir Path directory) throws IOException {
        report("parse").write(directory);
        assertThat(Files.readString(directory.resolve("report.md"))).isEqualTo("""
            # Time

            Nanoseconds.

            - Processor: one

            ```text
            parse one: 1 ns
            parse two: 2 ns
            ```

            ## All

            | input |  ns |
            |-------|----:|
            | one   |   1 |

            ![time.svg](time.svg)
            """);
        assertThat(Files.readString(directory.resolve("time.svg"))).contains(">one</text>");
    }

    @Test
    void theTerminalEndsWithTheHeadlines() {
        assertThat(report("parse").terminal())
                .containsExactly(
                        "Nanoseconds.",
                        "",
                        "All",
                        "",
                        "| input |  ns |",
                        "|-------|----:|",
                        "| one   |   1 |",
                        "",
                        "parse one: 1 ns",
                        "parse two: 2 ns")
                .inOrder();
    }

    @Test
    void contentsOfSeveralSuites(@TempDir Path directory) throws IOException {
        Path results = directory.resolve("2026-01-31-120000");
        for (String suite : List.of("parse", "servers")) {
            report(suite).write(Files.createDirectories(results.resolve(suite)));
        }
        Contents contents = Contents.of(results, List.of("parse", "memory!", "servers!"), ENVIRONMENT);
        assertThat(String.join("\n", contents.lines())).isEqualTo("""
            # Benchmarks of 2026-01-31-120000

            - Processor: one

            ## [parse](parse/report.md)

            ```text
            parse one: 1 ns
            parse two: 2 ns
            ```

            ## memory

            **Failed**: see [what it printed](memory/output.txt).

            ## [servers](servers/report.md)

            **Failed**: see [what it printed](servers/output.txt).

            ```text
            servers one: 1 ns
            servers two: 2 ns
            ```""");
        assertThat(contents.headlines())
                .containsExactly("parse one: 1 ns", "parse two: 2 ns", "servers one: 1 ns", "servers two: 2 ns")
                .inOrder();
    }

    @Test
    void whatFiguresDependOn() throws IOException {
        List<String> lines = Environment.read().lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("Processor: .+; .+ of them");
        assertThat(lines.get(1)).startsWith("System: " + System.getProperty("os.name") + " ");
        assertThat(lines.get(2)).endsWith(System.getProperty("java.runtime.version"));
    }
}
