package dev.interlock.benchmarks.servers;

/**
 * A fixed rate.
 *
 * @param rate requests a second
 */
record Pace(Level level, double rate) {
    /** How much of what the slowest server can do. */
    enum Level {
        HALF(0.5, Quantity.HALF_RATE, Quantity.HALF_P50, Quantity.HALF_P99, Quantity.HALF_P999),
        MOST(0.8, Quantity.MOST_RATE, Quantity.MOST_P50, Quantity.MOST_P99, Quantity.MOST_P999);

        private final double share;
        private final Quantity rate;
        private final Quantity p50;
        private final Quantity p99;
        private final Quantity p999;

        Level(double share, Quantity rate, Quantity p50, Quantity p99, Quantity p999) {
            this.share = share;
            this.rate = rate;
            this.p50 = p50;
            this.p99 = p99;
            this.p999 = p999;
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
    }
}
