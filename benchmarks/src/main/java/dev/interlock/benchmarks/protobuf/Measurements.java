package dev.interlock.benchmarks.protobuf;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What was measured in all rounds. */
final class Measurements {
    private record Key(String library, Payload payload, Operation operation) {}

    private final Map<Key, List<Cost>> costs = new HashMap<>();

    /**
     * All rounds of one measurement.
     *
     * @param median of an even number the mean of the middle two
     * @param bytes the lowest, as JMH counts what it allocates itself
     */
    record Summary(double median, double min, double max, double bytes) {}

    void add(String library, Payload payload, Operation operation, Cost cost) {
        costs.computeIfAbsent(new Key(library, payload, operation), key -> new ArrayList<>())
                .add(cost);
    }

    boolean has(String library, Payload payload, Operation operation) {
        return costs.containsKey(new Key(library, payload, operation));
    }

    /** What {@link #has} says is there. */
    Summary summary(String library, Payload payload, Operation operation) {
        List<Cost> rounds = costs.getOrDefault(new Key(library, payload, operation), List.of());
        double[] times = sorted(rounds, Cost::nanoseconds);
        return new Summary(median(times), times[0], times[times.length - 1], sorted(rounds, Cost::bytes)[0]);
    }

    private static double[] sorted(List<Cost> costs, ToDoubleFunction<Cost> value) {
        return costs.stream().mapToDouble(value).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return Arrays.stream(sorted, sorted.length % 2 == 1 ? middle : middle - 1, middle + 1)
                .average()
                .orElseThrow();
    }
}
