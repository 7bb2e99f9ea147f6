package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
        HALF(0.5, Quantity.HALF_RATE, Quantity.HALF_P50, Quantity.HALF_P99, Quantity.HALF_P999, Quantity.HALF_LAG),
        MOST(0.8, Quantity.MOST_RATE, Quantity.MOST_P50, Quantity.MOST_P99, Quantity.MOST_P999, Quantity.MOST_LAG);

        private final double share;
        private final Quantity rate;
        private final Quantity p50;
        private final Quantity p99;
        private final Quantity p999;
        private final Quantity lag;

        Level(double share, Quantity rate, Quantity p50, Quantity p99, Quantity p999, Quantity lag) {
            this.share = share;
            this.rate = rate;
            this.p50 = p50;
            this.p99 = p99;
            this.p999 = p999;
            this.lag = lag;
        }

        Pace of(double peak) {
            return new Pace(this, share * peak);
        }

        int percent() {
            return (int) Math.round(100 * share);
        }

        Quantity rate() {
            return rate;
        }

        Quantity p50() {
            return p50;
        }

        Quantity p99() {
            return p99;
        }

        Quantity p999() {
            return p999;
        }

        /** The P99 of the load's own lag, which is a part of that of latency. */
        Quantity lag() {
            return lag;
        }

        /** The level whose P99 of latency a quantity is. */
        static Optional<Level> ofP99(Quantity quantity) {
            return Arrays.stream(values())
                    .filter(level -> level.p99 == quantity)
                    .findFirst();
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
    static double slowestPeak(Readings readings, Workload workload) {
        return readings.all().stream()
                .filter(reading -> reading.round() == 1
                        && reading.quantity() == Quantity.THROUGHPUT
                        && reading.workload().equals(workload.label())
                        && !hasErrors(readings, reading))
                .mapToDouble(Readings.Reading::value)
                .min()
                .orElse(0);
    }

    private static boolean hasErrors(Readings readings, Readings.Reading throughput) {
        return readings.all().stream()
                .anyMatch(reading -> reading.quantity() == Quantity.ERRORS
                        && reading.value() > 0
                        && reading.round() == throughput.round()
                        && reading.workload().equals(throughput.workload())
                        && reading.server().equals(throughput.server()));
    }
}
