package dev.interlock.processor.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Routes of one method, grouped by the first bytes of one segment. More specific routes come first. */
final class ByKey {
    final List<SpecifiedRoute> all;
    private final Map<String, List<SpecifiedRoute>> keyed = new HashMap<>();
    private final List<SpecifiedRoute> others = new ArrayList<>();

    ByKey(List<SpecifiedRoute> routes, int segment, int keyBytes) {
        all = routes;
        for (SpecifiedRoute route : routes) {
            Optional<FixedText> text = route.textAt(segment);
            (text.isPresent() ? keyed.computeIfAbsent(text.get().key(keyBytes), key -> new ArrayList<>()) : others)
                    .add(route);
        }
    }

    /**
     * Returns the routes whose fixed text at the segment has the given key, and the routes without fixed text there.
     */
    List<SpecifiedRoute> of(String key) {
        return Stream.concat(keyed.getOrDefault(key, List.of()).stream(), others.stream())
                .sorted(Comparator.comparingInt(SpecifiedRoute::rank).thenComparingInt(SpecifiedRoute::number))
                .toList();
    }
}
