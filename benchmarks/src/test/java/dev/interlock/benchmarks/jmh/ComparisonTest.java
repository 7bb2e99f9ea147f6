package dev.interlock.benchmarks.jmh;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.report.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reported of several rounds. */
final class ComparisonTest {
    private enum Input {
        ONE
    }

    @Test
    void theLeastOfAllRounds() {
        Comparison comparison = new Comparison("FIVE");
        comparison.add(new Cost(120, 0), new Cost(480, 1_024));
        comparison.add(new Cost(100, 8), new Cost(500, 1_000));
        assertThat(comparison.line("binding"))
                .isEqualTo("binding five: 100 ns, 0 B/op (Netty 480 ns, 1000 B/op, ratio 0.21)");
    }

    @Test
    void theReport(@TempDir Path directory) throws IOException {
        Comparison one = new Comparison("ONE");
        one.add(new Cost(100, 0), new Cost(400, 1_024));
        TurnsReport.of("binding", "bind a query", List.of(one), new Environment(List.of("Processor: one")))
                .write(directory);
        assertThat(Files.readAllLines(directory.resolve("report.md")))
                .containsAtLeast(
                        "# Time to bind a query",
                        "- Processor: one",
                        "binding one: 100 ns, 0 B/op (Netty 400 ns, 1024 B/op, ratio 0.25)",
                        "| binding | Interlock ns | Interlock B/op | Netty ns | Netty B/op | ratio of ns |",
                        "| one     |          100 |              0 |      400 |      1,024 |        0.25 |",
                        "![time.svg](time.svg)")
                .inOrder();
        String plot = Files.readString(directory.resolve("time.svg"));
        assertThat(plot).contains(">one, Interlock</text>\n<rect x=\"150.0\" y=\"40.0\" width=\"125.0\"");
        assertThat(plot).contains(">one, Netty</text>\n<rect x=\"150.0\" y=\"64.0\" width=\"500.0\"");
    }

    @Test
    void argumentsThatCannotBeRead() {
        TurnsSuite suite = new TurnsSuite("parse", ComparisonTest.class, "input", Input.values());
        assertThrows(IllegalArgumentException.class, () -> suite.run("read"));
        assertThrows(IllegalArgumentException.class, () -> suite.run("read", "--slow", "out"));
    }
}
