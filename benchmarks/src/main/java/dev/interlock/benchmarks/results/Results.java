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
 * What a suite found, as JSON. Medians and ratios are the report's. Grows while the suite runs; not safe for use by several threads.
 *
 * @param method what the samples are, in words
 * @param machine what samples depend on besides what is measured
 * @param own the contenders that are Interlock, the first of which ratios are of
 * @param references the contenders that headlines compare with; none to compare with the best of all
 * @param contenders what each contender is made of, by its name
 * @param facts lines of what was not sampled
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
    /** The file in the directory of a suite. */
    public static final String FILE = "results.json";

    private static final JsonMapper JSON = new JsonMapper();

    /**
     * A distribution.
     *
     * @param name such as {@code latency at 50 %}
     * @param values at the {@linkplain #percentiles}
     */
    public record Curve(String scenario, String contender, String name, List<Double> values) {
        /** Where the values are: twenty for each nine, from 0 to 99.99. */
        public static List<Double> percentiles() {
            List<Double> percentiles = new ArrayList<>();
            for (int i = 0; i <= 80; i++) {
                percentiles.add(100 * (1 - Math.pow(10, -i / 20.0)));
            }
            return percentiles;
        }
    }

    /** Something that could not be measured; an empty scenario is all of them. */
    public record Failure(String contender, String scenario, String why) {}

    /** Begins without samples. */
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

    /** Adds what an exception says, in one line. */
    public void fail(String contender, String scenario, Exception why) {
        failures.add(new Failure(
                contender, scenario, why.toString().lines().findFirst().orElse("")));
    }

    /** Writes the file; one that was there is replaced at once, so that a reader never sees half of it. */
    public void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        Path half = directory.resolve(FILE + ".part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(half.toFile(), this);
        Files.move(half, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads what {@link #write} wrote. */
    public static Results read(Path directory) throws IOException {
        return JSON.readValue(directory.resolve(FILE).toFile(), Results.class);
    }
}
