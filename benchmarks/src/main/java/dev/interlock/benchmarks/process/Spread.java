package dev.interlock.benchmarks.process;

import java.util.List;

/** Where repeated measurements lie. */
public record Spread(double least, double median, double most) {
    /**
     * Of some values.
     *
     * @param values at least one, in any order
     */
    public static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(sorted.get(0), median, sorted.get(sorted.size() - 1));
    }
}
