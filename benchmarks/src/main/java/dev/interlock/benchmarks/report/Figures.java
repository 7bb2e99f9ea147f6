package dev.interlock.benchmarks.report;

import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Results.Place;
import dev.interlock.benchmarks.results.Results.Quantity;
import dev.interlock.benchmarks.results.Results.Sample;
import dev.interlock.benchmarks.results.Results.Series;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.util.ListStatistics;

/** Computes medians and quartiles of a suite's samples. */
final class Figures {
    /** Text for a missing figure. */
    static final String NONE = "-";

    /** Cores are far apart if a round trip of a cache line takes this many times the shortest time of the run. */
    private static final double FAR = 2;

    private final Results results;
    private final double far;

    Figures(Results results) {
        this.results = results;
        far = FAR
                * results.series().stream()
                        .flatMap(each -> each.samples().stream())
                        .mapToDouble(Sample::coreDistance)
                        .filter(distance -> distance > 0)
                        .min()
                        .orElse(1);
    }

    /**
     * Summary of samples.
     *
     * @param isUsual whether the machine was in the state that most samples of all contenders have
     */
    record Summary(double median, double lower, double upper, boolean isUsual) {
        static Summary of(List<Sample> samples, boolean isUsual) {
            ListStatistics values = new ListStatistics(
                    samples.stream().mapToDouble(Sample::value).toArray());
            return new Summary(values.getPercentile(50), values.getPercentile(25), values.getPercentile(75), isUsual);
        }

        /**
         * Returns the median, with quartiles in parentheses if they differ. An asterisk marks samples in an unusual
         * state of the machine.
         */
        String text(Quantity quantity) {
            String text = format(quantity, median) + (isUsual ? "" : "*");
            String quartiles = format(quantity, lower) + " to " + format(quantity, upper);
            return lower == upper ? text : text + " (" + quartiles + ")";
        }

        /** Returns the ratio of the median to another median. */
        String ratio(Summary other) {
            return other.median == 0 ? NONE : String.format(Locale.ROOT, "%.2f", median / other.median);
        }
    }

    /**
     * Summarizes the samples of a contender that were taken at the usual distance of the cores. If there are none,
     * summarizes all its samples.
     */
    Optional<Summary> find(String scenario, String contender, Quantity quantity) {
        List<Sample> all = samples(scenario, quantity)
                .filter(each -> each.contender().equals(contender))
                .flatMap(each -> each.samples().stream())
                .toList();
        boolean usual = isUsuallyFar(scenario, quantity);
        List<Sample> comparable =
                all.stream().filter(sample -> isFar(sample) == usual).toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(comparable.isEmpty() ? Summary.of(all, false) : Summary.of(comparable, true));
    }

    private Stream<Series> samples(String scenario, Quantity quantity) {
        return results.series().stream().filter(each -> each.is(scenario, each.contender(), quantity.name()));
    }

    private boolean isFar(Sample sample) {
        return sample.coreDistance() >= far;
    }

    private boolean isUsuallyFar(String scenario, Quantity quantity) {
        List<Sample> all = samples(scenario, quantity)
                .flatMap(each -> each.samples().stream())
                .toList();
        return 2 * all.stream().filter(this::isFar).count() > all.size();
    }

    /** Returns the scenarios in the order of their first samples. */
    List<String> scenarios() {
        return results.series().stream().map(Series::scenario).distinct().toList();
    }

    /** Returns the contenders with samples in a scenario, in the order of their first samples. */
    List<String> contenders(String scenario) {
        return results.series().stream()
                .filter(each -> each.scenario().equals(scenario))
                .map(Series::contender)
                .distinct()
                .toList();
    }

    /** Returns the contenders with samples of a quantity, in the order of ascending medians. */
    List<String> ascending(String scenario, Quantity quantity) {
        return samples(scenario, quantity)
                .map(Series::contender)
                .sorted(Comparator.comparingDouble(contender ->
                        find(scenario, contender, quantity).orElseThrow().median()))
                .toList();
    }

    /** Returns the quantities with samples in a scenario. */
    List<Quantity> quantities(String scenario) {
        return results.quantities().stream()
                .filter(quantity -> samples(scenario, quantity).findAny().isPresent())
                .toList();
    }

    /** Returns the quantities with samples in a scenario that belong to a place of the report. */
    List<Quantity> quantities(String scenario, Place place) {
        return quantities(scenario).stream()
                .filter(quantity -> quantity.place() == place)
                .toList();
    }

    /** Formats a value with the decimals of its quantity, in the same way for every locale of the machine. */
    static String format(Quantity quantity, double value) {
        return String.format(Locale.ROOT, "%,." + quantity.decimals() + "f", value);
    }
}
