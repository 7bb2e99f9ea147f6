package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.process.Spread;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured in all rounds. */
final class Measurements {
    private record Key(String series, Scenario scenario) {}

    private final Map<Key, List<Double>> values = new HashMap<>();

    void add(String series, Scenario scenario, double value) {
        values.computeIfAbsent(new Key(series, scenario), key -> new ArrayList<>())
                .add(value);
    }

    /** Where those of the rounds lie; empty if nothing was measured. */
    Optional<Spread> spread(String series, Scenario scenario) {
        return Optional.ofNullable(values.get(new Key(series, scenario))).map(Spread::of);
    }
}
