package dev.interlock.benchmarks.results;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlock.benchmarks.results.Series.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Results of a suite, stored as JSON. The report computes medians and ratios. Grows while the suite runs. Not
 * thread-safe.
 *
 * @param method description of the samples
 * @param machine environment that affects the samples
 * @param own Interlock's contenders; ratios use the first contender
 * @param references contenders for comparison in headlines; if empty, the best of all contenders
 * @param contenders description of each contender by its name
 * @param facts lines about values that were not sampled
 */
public record Results(
        String suite,
        String method,
        List<String> machine,
        List<String> own,
        List<String> references,
        Map<String, String> contenders,
        List<Quantity> quantities,
        List<Series> series,
        List<Curve> curves,
        List<String> facts,
        List<Failure> failures) {
    /** Name of the file in the directory of a suite. */
    public static final String FILE = "results.json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A distribution.
     *
     * @param name for example {@code latency at 50 %}
     * @param values values at the {@linkplain #percentiles}
     */
    public record Curve(String scenario, String contender, String name, List<Double> values) {
        /** Returns the percentiles of the values: twenty for each nine, from 0 to 99.99. */
        public static List<Double> percentiles() {
            List<Double> percentiles = new ArrayList<>();
            for (int i = 0; i <= 80; i++) {
                percentiles.add(100 * (1 - Math.pow(10, -i / 20.0)));
            }
            return percentiles;
        }
    }

    /** A failed measurement. If the scenario is empty, the measurement failed in all scenarios. */
    public record Failure(String contender, String scenario, String why) {}

    /** Creates results without samples. */
    public static Results begin(
            String suite, String method, List<String> own, List<String> references, List<Quantity> quantities)
            throws IOException {
        return new Results(
                suite,
                method,
                Machine.lines(),
                new ArrayList<>(own),
                references,
                new LinkedHashMap<>(),
                quantities,
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** Adds a sample. */
    public void add(String scenario, String contender, Quantity quantity, int round, double value) {
        add(scenario, contender, quantity, new Sample(round, value, 0));
    }

    /** Adds a sample. */
    public void add(String scenario, String contender, Quantity quantity, Sample sample) {
        for (Series each : series) {
            if (each.is(scenario, contender, quantity.name())) {
                each.samples().add(sample);
                return;
            }
        }
        series.add(new Series(scenario, contender, quantity.name(), new ArrayList<>(List.of(sample))));
    }

    /** Adds a failure with the first line of an exception. */
    public void fail(String contender, String scenario, Exception why) {
        failures.add(new Failure(
                contender, scenario, why.toString().lines().findFirst().orElse("")));
    }

    /** Writes the file. Replaces an older file atomically, so that a reader never sees a partial file. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path half = directory.resolve(FILE + ".part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(half.toFile(), this);
        Files.move(half, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads results that {@link #write} wrote. */
    public static Results read(Path directory) throws IOException {
        return JSON.readValue(directory.resolve(FILE).toFile(), Results.class);
    }
}
