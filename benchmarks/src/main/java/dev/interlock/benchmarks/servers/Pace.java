package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Series;
import java.io.IOException;
import java.util.Locale;

/**
 * A fixed rate.
 *
 * @param rate requests per second
 */
record Pace(Level level, double rate) {
    /** Minimum requests per second. A slower server has stalled, and gives no useful rate for comparison. */
    private static final double FLOOR = 1_000;

    /** Share of the slowest server's maximum rate. */
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

        /** Returns the name of the latency distribution. */
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

        /** Returns the P99 of the load's own lag, which is a part of the latency. */
        Quantity lag() {
            return Quantity.table(at("lag"), "us", 0);
        }
    }

    /**
     * Requires a minimum rate.
     * @throws IOException when the rate is so low that the server must have stalled
     */
    static void requireFloor(double throughput) throws IOException {
        if (throughput < FLOOR) {
            throw new IOException(String.format(
                    Locale.ROOT, "It answered %,.0f requests/s, and at least %,.0f are expected", throughput, FLOOR));
        }
    }

    /**
     * Returns the maximum rate of the slowest server in the first round, or 0 if unknown. All rounds then use the same
     * rate. Ignores servers that left requests without a correct response.
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
