package dev.interlock.benchmarks.protobuf;

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

    private void add(String library, Operation operation, double bytes, double... times) {
        for (double time : times) {
            measurements.add(library, Payload.LARGE, operation, new Cost(time, bytes));
        }
    }

    private List<String> lines() {
        return report().terminal();
    }

    private SuiteReport report() {
        return new Report(measurements).of(new Environment(List.of("Processor: one")));
    }

    /** The rows of the one table, their columns one blank apart. */
    private List<String> rows() {
        return lines().stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void endsWithALineForEachComparison() {
        add("interlock", Operation.READ_ALL, 0, 30, 10, 20);
        add("quickbuffers", Operation.READ_ALL, 0, 50);
        add("prost", Operation.READ_ALL, Double.NaN, 40, 30);
        add("interlock", Operation.READ_TWO, 0, 10);
        add("prost", Operation.READ_TWO, Double.NaN, 90);
        add("quickbuffers", Operation.READ_HEAD, 0, 16);
        List<String> lines = lines();
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly(
                        "protobuf 10kB read-all: 20.0 ns (best peer prost 35.0 ns, ratio 0.57)",
                        "protobuf 10kB read-two: 10.0 ns (best peer quickbuffers, two fields declared 16.0 ns, ratio 0.63)")
                .inOrder();
    }

    @Test
    void toEncodeOnlyIsShownButIsNotTheSameWork() {
        add("interlock", Operation.WRITE, 0, 20);
        add("protobuf-java", Operation.WRITE, 100, 80, 40, 60, 20);
        add("protobuf-java", Operation.ENCODE, 10, 5);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("protobuf 10kB write: 20.0 ns (best peer protobuf-java 50.0 ns, ratio 0.40)");
        assertThat(rows())
                .containsExactly(
                        "| library | ns | min | max | B/op | ratio |",
                        "| interlock | 20.0 | 20.0 | 20.0 | 0 | 1.00 |",
                        "| protobuf-java | 50.0 | 20.0 | 80.0 | 100 | 0.40 |",
                        "| protobuf-java, encode only | 5.0 | 5.0 | 5.0 | 10 | 4.00 |")
                .inOrder();
    }

    @Test
    void anotherWayToUseInterlockIsShownButIsNoPeer() {
        add("interlock", Operation.WRITE, 0, 20);
        add("interlock, texts as Slice", Operation.WRITE, 0, 16);
        add("prost", Operation.WRITE, Double.NaN, 40);
        List<String> lines = lines();
        assertThat(lines.get(lines.size() - 1))
                .isEqualTo("protobuf 10kB write: 20.0 ns (best peer prost 40.0 ns, ratio 0.50)");
        assertThat(rows().get(2)).isEqualTo("| interlock, texts as Slice | 16.0 | 16.0 | 16.0 | 0 | 1.25 |");
    }

    @Test
    void aPeerThatWasLeftOutHasNoLine() {
        add("interlock", Operation.READ_ALL, 0, 20);
        add("protobuf-java", Operation.READ_ALL, 7, 40);
        assertThat(lines().stream().filter(line -> line.contains("prost"))).isEmpty();
    }

    @Test
    void whatNobodyCountedHasNoFigure() {
        add("interlock", Operation.READ_ALL, 0, 20);
        add("prost", Operation.READ_ALL, Double.NaN, 40);
        assertThat(rows().get(2)).isEqualTo("| prost | 40.0 | 40.0 | 40.0 | - | 0.50 |");
    }

    @Test
    void eachComparisonHasATableAndAPlot(@TempDir Path directory) throws IOException {
        add("interlock", Operation.READ_ALL, 0, 20);
        add("prost", Operation.READ_ALL, Double.NaN, 30, 50, 40);
        add("prost", Operation.READ_TWO, Double.NaN, 10);
        report().write(directory);
        List<String> lines = Files.readAllLines(directory.resolve("report.md"));
        assertThat(lines).containsAtLeast("## 10kB read-all", "![10kB-read-all.svg](10kB-read-all.svg)");
        // Nothing is compared with Interlock there.
        assertThat(lines).doesNotContain("## 10kB read-two");
        String plot = Files.readString(directory.resolve("10kB-read-all.svg"));
        assertThat(plot).contains(">interlock</text>\n<rect x=\"150.0\" y=\"40.0\" width=\"200.0\"");
        assertThat(plot).contains(">prost</text>\n<rect x=\"150.0\" y=\"64.0\" width=\"400.0\"");
    }
}
