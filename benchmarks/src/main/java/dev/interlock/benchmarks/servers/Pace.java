package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Results.Series;
import java.io.IOException;
import java.util.Locale;

/**
 * A fixed rate of requests.
 *
 * @param rate requests per second
 */
record Pace(Level level, double rate) {
    /** Share of the maximum rate of the slowest server. */
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

        /** Returns the name of a quantity or curve at this level, for example {@code p99 at 50 %}. */
        String at(String what) {
            return what + " at " + percent + " %";
        }
    }

    /**
     * Checks that a server reaches the minimum rate of a workload. The rate of a server that has stalled is useless for
     * a comparison.
     *
     * @throws IOException when the rate is so low that the server must have stalled
     */
    static void requireFloor(Workload workload, double throughput) throws IOException {
        if (throughput < workload.floor()) {
            throw new IOException(String.format(
                    Locale.ROOT,
                    "It answered %,.0f requests/s, and at least %,d are expected",
                    throughput,
                    workload.floor()));
        }
    }

    /**
     * Returns the maximum rate of the slowest server in the first round, or 0 if unknown. The fixed rates of all rounds
     * are shares of this rate, so that their samples can be compared. Ignores servers with failed requests.
     */
    static double slowestPeak(Results results, Workload workload) {
        return results.series().stream()
                .map(Series::contender)
                .distinct()
                .filter(server -> first(results, workload, server, "errors") == 0)
                .mapToDouble(server -> first(results, workload, server, "throughput"))
                .filter(throughput -> throughput > 0)
                .min()
                .orElse(0);
    }

    /** Returns the value of the first round, or 0 if there is none. */
    private static double first(Results results, Workload workload, String server, String quantity) {
        return results.series().stream()
                .filter(each -> each.is(workload.label(), server, quantity))
                .flatMap(each -> each.samples().stream())
                .filter(sample -> sample.round() == 1)
                .mapToDouble(Results.Sample::value)
                .sum();
    }
}
