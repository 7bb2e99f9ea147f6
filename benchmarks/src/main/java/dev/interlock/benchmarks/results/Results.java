package dev.interlock.benchmarks.results;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Results of a suite, stored as JSON. The object grows while the suite runs. The report later computes medians and
 * ratios. Not thread-safe.
 *
 * @param method description of the samples
 * @param machine environment that affects the samples
 * @param own names of Interlock's contenders; the first of them is used for ratios
 * @param references names of the peers that headlines show; if empty, headlines show the best of all peers
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

    /** Properties that are missing in the file become empty. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY))
            .build();

    /**
     * A measured quantity.
     *
     * @param name unique in its suite, for example {@code user cpu}
     * @param unit unit, printed after a value
     * @param decimals decimals of values in reports
     */
    public record Quantity(String name, String unit, int decimals, Place place) {}

    /** Place of a quantity in reports. */
    public enum Place {
        /**
         * On the line of the scenario, together with all other quantities of this place. The report also plots it as
         * bars.
         */
        HEADLINE,
        /** On a line of its own, with the name of the quantity. The report also plots it as bars. */
        LINE,
        /** Only in tables. */
        TABLE
    }

    /**
     * All samples of one quantity of one contender in one scenario. The scenario is empty for samples of the whole
     * suite.
     */
    public record Series(String scenario, String contender, String quantity, List<Sample> samples) {
        /** Returns whether the series has this scenario, contender and quantity. */
        public boolean is(String scenario, String contender, String quantity) {
            return this.scenario.equals(scenario) && this.contender.equals(contender) && this.quantity.equals(quantity);
        }
    }

    /**
     * A sample.
     *
     * @param round number of the round, from 1
     * @param coreDistance nanoseconds between the cores of server and load, or 0 if the distance does not matter
     */
    public record Sample(int round, double value, double coreDistance) {}

    /**
     * A distribution.
     *
     * @param name for example {@code latency at 50 %}
     * @param values values at the {@linkplain #percentiles}
     */
    public record Curve(String scenario, String contender, String name, List<Double> values) {
        /** Returns the percentiles of the values: twenty for each nine, from 0 to 99.99. */
        public static List<Double> percentiles() {
            return DoubleStream.iterate(0, i -> i <= 80, i -> i + 1)
                    .mapToObj(i -> 100 * (1 - Math.pow(10, -i / 20)))
                    .toList();
        }
    }

    /** A failed measurement. The scenario is empty if the contender failed in all scenarios. */
    public record Failure(String contender, String scenario, String why) {}

    /**
     * Creates results without samples. Reads the properties that are known before a suite runs from
     * {@code suites.json}.
     */
    public static Results begin(String suite) throws IOException {
        try (InputStream in = Objects.requireNonNull(Results.class.getResourceAsStream("suites.json"))) {
            Results results = Stream.of(JSON.readValue(in, Results[].class))
                    .filter(each -> each.suite.equals(suite))
                    .findFirst()
                    .orElseThrow();
            results.machine.add("Processors: " + processors());
            results.machine.add("System: " + System.getProperty("os.name") + " " + System.getProperty("os.version")
                    + " " + System.getProperty("os.arch"));
            results.machine.add(
                    "Java: " + System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
            return results;
        }
    }

    /**
     * Returns the number of processors of the machine, and their model. Counts them all, because this process may be
     * pinned to one of them.
     */
    private static String processors() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        List<String> models = (Files.exists(file) ? Files.readString(file).lines() : Stream.<String>empty())
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .toList();
        return models.isEmpty() ? "unknown" : models.size() + " of " + models.get(0);
    }

    /** Returns the quantity with the given name. */
    public Quantity quantity(String name) {
        return quantities.stream()
                .filter(quantity -> quantity.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(suite + " has no quantity " + name));
    }

    /** Adds a sample that does not depend on the distance of the cores. */
    public void add(String scenario, String contender, String quantity, int round, double value) {
        add(scenario, contender, quantity, new Sample(round, value, 0));
    }

    /** Adds a sample. */
    public void add(String scenario, String contender, String quantity, Sample sample) {
        String name = quantity(quantity).name;
        series.stream()
                .filter(each -> each.is(scenario, contender, name))
                .findFirst()
                .orElseGet(() -> {
                    Series first = new Series(scenario, contender, name, new ArrayList<>());
                    series.add(first);
                    return first;
                })
                .samples
                .add(sample);
    }

    /**
     * Adds a failure.
     *
     * @param why reason; only its first line is kept
     */
    public void fail(String contender, String scenario, String why) {
        failures.add(new Failure(contender, scenario, why.lines().findFirst().orElse("")));
    }

    /** Writes the results to a file. Replaces an older file atomically, so that a reader never sees a partial file. */
    public void write(Path directory) throws IOException {
        Path half = directory.resolve(FILE + ".part");
        JSON.writerWithDefaultPrettyPrinter().writeValue(half.toFile(), this);
        Files.move(half, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Reads the results that {@link #write} wrote to a directory. */
    public static Results read(Path directory) throws IOException {
        return JSON.readValue(directory.resolve(FILE).toFile(), Results.class);
    }
}
