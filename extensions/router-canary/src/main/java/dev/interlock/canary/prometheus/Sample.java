package dev.interlock.canary.prometheus;

import java.util.List;
import java.util.Map;

/**
 * Value of one series: a number, or a native histogram.
 *
 * @param labels labels of the series
 * @param value the number, or the count of the histogram
 * @param buckets non-empty buckets of the histogram; none for a number
 */
public record Sample(Map<String, String> labels, double value, List<Bucket> buckets) {
    /**
     * Bucket of a native histogram.
     *
     * @param above lower bound
     * @param upTo upper bound
     * @param count number of values
     */
    public record Bucket(double above, double upTo, double count) {}

    public Sample {
        labels = Map.copyOf(labels);
        buckets = List.copyOf(buckets);
    }

    /** Returns the value of a label, or an empty string. */
    public String label(String name) {
        return labels.getOrDefault(name, "");
    }
}
