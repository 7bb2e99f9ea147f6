package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Series;
import java.io.IOException;
import java.util.Locale;

/**
 * A fixed rate.
 *
 * @param rate requests a second
 */
record Pace(Level level, double rate) {
    /** Fewer requests a second are those of a server that stalls, and no rate to compare others at. */
    private static final double FLOOR = 1_000;

    /** How much of what the slowest server can do. */
    enum Level {
        HALF(50),
        MOST(80);

        private final int percent;

        Level(int percent) {
            this.percent = percent;
        }

        Pace of(double peak) {
            return new Pace(this, percent / 100.0 * peak);
        }

        private String at(String what) {
            return what + " at " + percent + " %";
        }

        /** The name of the distribution of latencies. */
        String latency() {
            return at("latency");
        }

        Quantity rate() {
            return Quantity.table(at("rate"), "requests/s", 0);
        }

        Quantity p50() {
            return Quantity.table(at("p50"), "us", 0);
        }

        Quantity p99() {
            return Quantity.line(at("p99"), "us", 0);
        }

        Quantity p999() {
            return Quantity.table(at("p99.9"), "us", 0);
        }

        /** The P99 of the load's own lag, which is a part of that of latency. */
        Quantity lag() {
            return Quantity.table(at("lag"), "us", 0);
        }
    }

    /** @throws IOException when a server answers so few requests a second that it must have stalled */
    static void requireFloor(double throughput) throws IOException {
        if (throughput < FLOOR) {
            throw new IOException(String.format(
                    Locale.ROOT, "It answered %,.0f requests/s, and at least %,.0f are expected", throughput, FLOOR));
        }
    }

    /**
     * What the slowest server can do, by the first round, so that all rounds have the same rate; 0 if that is not known.
     * Servers that left requests without a right answer do not count.
     */
    static double slowestPeak(Results results, Workload workload) {
        return results.series().stream()
                .filter(each -> each.scenario().equals(workload.label())
                        && each.quantity().equals(Quantities.THROUGHPUT.name())
                        && firstOf(results, workload, each.contender(), Quantities.ERRORS) == 0)
                .mapToDouble(Pace::first)
                .filter(throughput -> throughput > 0)
                .min()
                .orElse(0);
    }

    private static double firstOf(Results results, Workload workload, String contender, Quantity quantity) {
        return results.series().stream()
                .filter(each -> each.is(workload.label(), contender, quantity.name()))
                .mapToDouble(Pace::first)
                .sum();
    }

    private static double first(Series series) {
        return series.samples().stream()
                .filter(sample -> sample.round() == 1)
                .mapToDouble(Series.Sample::value)
                .sum();
    }
}
