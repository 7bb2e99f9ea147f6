package dev.interlock.benchmarks.jmh;

/** What an operation takes, and how many bytes it allocates. */
record Cost(double nanoseconds, double bytes) {
    static final Cost NONE = new Cost(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    Cost least(Cost other) {
        return new Cost(Math.min(nanoseconds, other.nanoseconds), Math.min(bytes, other.bytes));
    }
}
