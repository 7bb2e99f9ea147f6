package dev.interlock.benchmarks.compile;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.benchmarks.report.Environment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources, options, rounds and report of the suite. */
final class CompileSuiteTest {
    private static final Pattern ROUTE = Pattern.compile("@(Get|Post|Put|Patch|Delete)\\b");

    @Test
    void sourcesHaveAsManyRoutesAsAskedFor() {
        for (int routes : List.of(1, 16, 17, 1_000)) {
            Map<String, String> sources = ApplicationSources.of(routes);
            long found = sources.values().stream()
                    .flatMap(text -> ROUTE.matcher(text).results())
                    .count();
            assertThat(found).isEqualTo(routes);
            assertThat(sources).containsKey("api/Api.java");
        }
    }

    @Test
    void optionsNameProcessors() {
        CompileOptions options =
                CompileOptions.parse("--routes", "10,20", "--processor", "old=a.jar:b.jar", "--rounds", "2", "results");
        assertThat(options.sizes()).containsExactly(10, 20).inOrder();
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.processors()).containsExactly(new CompileOptions.Processor("old", "a.jar:b.jar"));
        assertThrows(IllegalArgumentException.class, () -> CompileOptions.parse("results"));
        assertThrows(IllegalArgumentException.class, () -> CompileOptions.parse("--processor", "a.jar", "results"));
        assertThrows(IllegalArgumentException.class, () -> CompileOptions.parse("--routes", "many", "results"));
    }

    @Test
    void roundsOfEarlierRunsCount(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("rounds.tsv");
        new Measurements(file).add(1_000, "old", round(14));
        Measurements measurements = new Measurements(file);
        measurements.add(1_000, "old", round(16));
        measurements.add(1_000, "new", round(9));

        List<String> report =
                new CompileReport(measurements).of(new Environment(List.of())).terminal();

        assertThat(report).contains("compile 1000 old: 10.0 s of CPU above javac's 5.0 (ratio 1.00)");
        assertThat(report).contains("compile 1000 new: 4.0 s of CPU above javac's 5.0 (ratio 0.40)");
    }

    private static Measurements.Round round(double whole) {
        return new Measurements.Round(new Javac.Cost(5, 3), new Javac.Cost(7, 4), new Javac.Cost(whole, 6));
    }
}
