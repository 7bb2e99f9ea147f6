package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What was measured in all rounds. */
final class Measurements {
    private record Key(String series, Scenario scenario) {}

    private final Map<Key, List<Double>> values = new HashMap<>();

    void add(String series, Scenario scenario, double value) {
        values.computeIfAbsent(new Key(series, scenario), key -> new ArrayList<>())
                .add(value);
    }

    /** The median of the rounds, of an even number the mean of the middle two; empty if nothing was measured. */
    OptionalDouble median(String series, Scenario scenario) {
        double[] sorted = values.getOrDefault(new Key(series, scenario), List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        if (sorted.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = sorted.length / 2;
        double upper = sorted[middle];
        return OptionalDouble.of(sorted.length % 2 == 1 ? upper : (sorted[middle - 1] + upper) / 2);
    }
}
