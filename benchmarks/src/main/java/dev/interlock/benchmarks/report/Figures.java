package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Series;
import dev.interlock.benchmarks.results.Series.Sample;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.util.ListStatistics;

/** Medians and quartiles of a suite's samples. */
final class Figures {
    /** What stands for a figure that is none. */
    static final String NONE = "-";

    /** Cores are far from each other when a cache line takes so many times the least that was seen. */
    private static final double FAR = 2;

    private final Results results;
    private final double far;

    Figures(Results results) {
        this.results = results;
        far = FAR
                * samples()
                        .mapToDouble(Sample::coreDistance)
                        .filter(distance -> distance > 0)
                        .min()
                        .orElse(1);
    }

    /** @param isUsual whether the samples are of the state of the machine that most of all contenders' are of */
    record Summary(double median, double lower, double upper, boolean isUsual) {
        static Summary of(List<Sample> samples, boolean isUsual) {
            double[] values = samples.stream().mapToDouble(Sample::value).toArray();
            ListStatistics statistics = new ListStatistics(values);
            return new Summary(
                    statistics.getPercentile(50), statistics.getPercentile(25), statistics.getPercentile(75), isUsual);
        }

        /** The median, and the quartiles in parentheses where they differ; marked if it is not of the usual state. */
        String text(Quantity quantity) {
            String text = format(quantity, median) + (isUsual ? "" : "*");
            String quartiles = format(quantity, lower) + " to " + format(quantity, upper);
            return lower == upper ? text : text + " (" + quartiles + ")";
        }
    }

    private Stream<Sample> samples() {
        return results.series().stream().flatMap(each -> each.samples().stream());
    }

    /**
     * Summarizes what was sampled while the cores were as far from each other as they mostly were in that scenario; all of it, if
     * nothing was.
     */
    Optional<Summary> find(String scenario, String contender, Quantity quantity) {
        List<Sample> all = samples(scenario, contender, quantity);
        boolean usual = isUsuallyFar(scenario, quantity);
        List<Sample> comparable =
                all.stream().filter(sample -> isFar(sample) == usual).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(comparable.isEmpty() ? Summary.of(all, false) : Summary.of(comparable, true));
    }

    private List<Sample> samples(String scenario, String contender, Quantity quantity) {
        return results.series().stream()
                .filter(each -> each.is(scenario, contender, quantity.name()))
                .flatMap(each -> each.samples().stream())
                .toList();
    }

    private boolean isFar(Sample sample) {
        return sample.coreDistance() >= far;
    }

    private boolean isUsuallyFar(String scenario, Quantity quantity) {
        List<Sample> all = contenders(scenario).stream()
                .flatMap(contender -> samples(scenario, contender, quantity).stream())
                .toList();
        return 2 * all.stream().filter(this::isFar).count() > all.size();
    }

    /** In the order of their first samples. */
    List<String> scenarios() {
        return results.series().stream().map(Series::scenario).distinct().toList();
    }

    /** Those with samples in a scenario, in the order of their first samples. */
    List<String> contenders(String scenario) {
        return results.series().stream()
                .filter(each -> each.scenario().equals(scenario))
                .map(Series::contender)
                .distinct()
                .toList();
    }

    /** Those with samples of a quantity, that of the least median first. */
    List<String> ascending(String scenario, Quantity quantity) {
        return contenders(scenario).stream()
                .filter(contender -> find(scenario, contender, quantity).isPresent())
                .sorted(Comparator.comparingDouble(contender ->
                        find(scenario, contender, quantity).orElseThrow().median()))
                .toList();
    }

    /** Those with samples in a scenario. */
    List<Quantity> quantities(String scenario) {
        return results.quantities().stream()
                .filter(quantity -> !ascending(scenario, quantity).isEmpty())
                .toList();
    }

    /** The quantity of that name. */
    Quantity quantity(String name) {
        return results.quantities().stream()
                .filter(quantity -> quantity.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(results.suite() + " has no quantity " + name));
    }

    /** Writes a value with the decimals of its quantity, whatever the language of the machine. */
    static String format(Quantity quantity, double value) {
        return String.format(Locale.ROOT, "%,." + quantity.decimals() + "f", value);
    }

    /** How many times another value a value is. */
    static String ratio(double value, double other) {
        return other == 0 ? NONE : String.format(Locale.ROOT, "%.2f", value / other);
    }
}
