package dev.interlock.canary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of requests by latency in seconds. Buckets do not overlap. A bucket includes its upper bound, but not its
 * lower bound. Empty buckets may be missing. Immutable.
 */
public final class LatencyHistogram {
    /** Histogram without values. */
    public static final LatencyHistogram EMPTY = new LatencyHistogram(List.of());

    /**
     * Bucket of a histogram.
     *
     * @param above lower bound in seconds, exclusive; 0 or more
     * @param upTo upper bound in seconds, inclusive; may be infinite
     * @param count number of requests, 0 or more
     */
    public record Bucket(double above, double upTo, long count) {
        /** @throws IllegalArgumentException if the bounds are not a range, or the count is negative */
        public Bucket {
            if (!(above >= 0 && above < upTo) || count < 0) {
                throw new IllegalArgumentException("Bucket (" + above + ", " + upTo + "] with " + count
                        + " requests. Tip: use bounds of 0 seconds or more, and a count of 0 or more");
            }
        }

        /** Whether the bounds differ by more than a factor. */
        boolean isWiderThan(double factor) {
            return upTo > above * factor;
        }
    }

    /** Buckets with requests, in ascending order. */
    private final List<Bucket> buckets;

    private final long count;

    private LatencyHistogram(List<Bucket> sorted) {
        buckets = sorted;
        long sum = 0;
        for (Bucket bucket : sorted) {
            sum += bucket.count();
        }
        count = sum;
    }

    /**
     * Creates a histogram from buckets in any order. Adds the counts of buckets with the same bounds.
     *
     * @throws IllegalArgumentException if buckets overlap
     */
    public static LatencyHistogram of(List<Bucket> buckets) {
        List<Bucket> sorted = new ArrayList<>(buckets);
        sorted.removeIf(bucket -> bucket.count() == 0);
        sorted.sort(Comparator.comparingDouble(Bucket::upTo).thenComparingDouble(Bucket::above));
        List<Bucket> merged = new ArrayList<>();
        for (Bucket next : sorted) {
            Bucket last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last == null || next.above() >= last.upTo()) {
                merged.add(next);
            } else if (next.above() == last.above() && next.upTo() == last.upTo()) {
                merged.set(merged.size() - 1, new Bucket(last.above(), last.upTo(), last.count() + next.count()));
            } else {
                throw new IllegalArgumentException("The buckets (" + last.above() + ", " + last.upTo() + "] and ("
                        + next.above() + ", " + next.upTo()
                        + "] overlap. Tip: use histograms with the same bounds for all routes and instances");
            }
        }
        return new LatencyHistogram(List.copyOf(merged));
    }

    /**
     * Returns a histogram with the values of both histograms.
     *
     * @throws IllegalArgumentException if buckets overlap
     */
    public LatencyHistogram plus(LatencyHistogram other) {
        List<Bucket> both = new ArrayList<>(buckets);
        both.addAll(other.buckets);
        return of(both);
    }

    /**
     * Returns a histogram without the values of an earlier state of this histogram.
     *
     * @throws IllegalArgumentException if the earlier state has other buckets
     */
    LatencyHistogram minus(LatencyHistogram earlier) {
        Map<Double, Bucket> left = new TreeMap<>();
        buckets.forEach(bucket -> left.put(bucket.upTo(), bucket));
        for (Bucket bucket : earlier.buckets) {
            Bucket later = left.get(bucket.upTo());
            if (later == null || later.above() != bucket.above() || later.count() < bucket.count()) {
                throw new IllegalArgumentException("The bucket (" + bucket.above() + ", " + bucket.upTo()
                        + "] has become smaller. Tip: start a new window");
            }
            left.put(bucket.upTo(), new Bucket(later.above(), later.upTo(), later.count() - bucket.count()));
        }
        return of(List.copyOf(left.values()));
    }

    /** Returns a histogram with all counts multiplied, to estimate the result of a longer test. */
    LatencyHistogram times(int factor) {
        List<Bucket> more = new ArrayList<>();
        for (Bucket bucket : buckets) {
            more.add(new Bucket(bucket.above(), bucket.upTo(), bucket.count() * factor));
        }
        return new LatencyHistogram(more);
    }

    /** Returns the number of values. */
    public long count() {
        return count;
    }

    /** Returns the buckets that have values, in ascending order. */
    public List<Bucket> buckets() {
        return buckets;
    }

    /**
     * Returns a lower bound of the value with a rank. Assumes evenly spread values within buckets that are not wider
     * than a factor.
     *
     * @param rank from 1 to {@link #count()}; 0 returns 0
     */
    double atLeast(long rank, double factor) {
        return rank == 0 ? 0 : bound(rank, factor, false);
    }

    /**
     * Returns an upper bound of the value with a rank.
     *
     * @param rank from 1 to {@link #count()}; larger ranks return infinity
     */
    double atMost(long rank, double factor) {
        return rank > count ? Double.POSITIVE_INFINITY : bound(rank, factor, true);
    }

    private double bound(long rank, double factor, boolean upper) {
        Bucket bucket = bucketOf(rank);
        if (bucket.isWiderThan(factor)) {
            return upper ? bucket.upTo() : bucket.above();
        }
        double part = (rank - 0.5 - before(bucket)) / bucket.count();
        return bucket.above() + part * (bucket.upTo() - bucket.above());
    }

    /** Returns the bucket of the value with a rank from 1 to {@link #count()}. */
    Bucket bucketOf(long rank) {
        long seen = 0;
        for (Bucket bucket : buckets) {
            seen += bucket.count();
            if (seen >= rank) {
                return bucket;
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + count);
    }

    private long before(Bucket end) {
        long seen = 0;
        for (Bucket bucket : buckets) {
            if (bucket.equals(end)) {
                break;
            }
            seen += bucket.count();
        }
        return seen;
    }
}
