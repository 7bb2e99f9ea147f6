package dev.interlock.benchmarks.dispatch;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.SuiteReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {
    private final Measurements measurements = new Measurements();

    private void add(String series, Scenario scenario, double... values) {
        for (double value : values) {
            measurements.add(series, scenario, value);
        }
    }

    private SuiteReport report() {
        for (Scenario scenario : List.of(Scenario.HEADLINE, Scenario.LARGEST)) {
            add("tables KiB", scenario, 41.25);
            add("touched KiB", scenario, 17);
            add("cache lines", scenario, 4.75);
        }
        return new Report(measurements)
                .of(
                        List.of(Scenario.HEADLINE, Scenario.LARGEST),
                        new Inputs.CompileTime(12.34, 30.06),
                        new Environment(List.of("Processor: one")));
    }

    private List<String> lines() {
        return report().terminal();
    }

    @Test
    void endsWithTheFiguresOfTheSuite() {
        add("interlock", Scenario.HEADLINE, 30, 10, 20);
        add("interlock", Scenario.LARGEST, 40, 10, 60, 50);
        add("matchit", Scenario.HEADLINE, 61);
        List<String> lines = lines();
        assertThat(lines.subList(lines.size() - 6, lines.size()))
                .containsExactly(
                        "dispatch footprint 10000: 41.3 KiB of tables, 17.0 KiB touched, 4.8 cache lines per lookup",
                        "dispatch footprint 236: 41.3 KiB of tables, 17.0 KiB touched, 4.8 cache lines per lookup",
                        "dispatch compile 10000 cpu: 30.1 s",
                        "dispatch compile 10000: 12.3 s",
                        "dispatch 10000/236 random: ratio 2.25",
                        "dispatch github random: 20.0 ns (matchit 61.0 ns, ratio 0.33)")
                .inOrder();
    }

    @Test
    void saysWhatWasLeftOut() {
        add("interlock", Scenario.HEADLINE, 20);
        add("interlock", Scenario.LARGEST, 20);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1)).isEqualTo("dispatch github random: 20.0 ns (matchit skipped)");
        assertThat(lines.get(4))
                .matches("\\| +236 \\| random \\| +20\\.0 \\| +- \\| +41\\.3 \\| +17\\.0 \\| +4\\.8 \\|(?: +- \\|){6}");
    }

    @Test
    void tableAndPlots(@TempDir Path directory) throws IOException {
        add("interlock", Scenario.HEADLINE, 30, 10, 20);
        add("B/op", Scenario.HEADLINE, 0);
        add("interlock", Scenario.LARGEST, 80);
        add("matchit", Scenario.HEADLINE, 60);
        add("regexList", Scenario.HEADLINE, 12_345.6);
        report().write(directory);
        List<String> lines = Files.readAllLines(directory.resolve("report.md"));
        assertThat(lines).containsAtLeast("- Processor: one", "![random.svg](random.svg)", "![github.svg](github.svg)");
        assertThat(lines.stream().map(line -> line.replaceAll(" +", " ")))
                .contains("| 236 | random | 20.0 | 0.0 | 41.3 | 17.0 | 4.8 | 60.0 | - | - | - | - | 12,345.6 |");
        String bySize = Files.readString(directory.resolve("random.svg"));
        // 80 ns are as wide as the plot; 20 ns are a quarter of that.
        assertThat(bySize).contains(">10000 routes, interlock</text>\n<rect x=\"177.0\" y=\"88.0\" width=\"473.0\"");
        assertThat(bySize).contains(">236 routes, interlock</text>\n<rect x=\"177.0\" y=\"40.0\" width=\"118.3\"");
        assertThat(Files.readString(directory.resolve("github.svg"))).contains(">12,345.6</text>");
    }
}
