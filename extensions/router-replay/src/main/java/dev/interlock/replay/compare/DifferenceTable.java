package dev.interlock.replay.compare;

import dev.interlock.replay.load.Outcome;
import dev.interlock.replay.rules.AllowedDifference;
import dev.interlock.replay.traffic.Exchange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts differences by route, kind and path. Confined to one thread. */
public final class DifferenceTable {
    /** Limit on rows. Further differences share one row for each kind. */
    private static final int MOST_ROWS = 2000;

    private static final int MOST_EXAMPLES = 3;
    private static final String OTHER = "(other)";

    private final List<AllowedDifference> allowed;
    private final boolean knowsNoise;
    private final Map<Key, Row> rows = new HashMap<>();
    private final Map<String, Long> compared = new HashMap<>();

    private record Key(String route, Difference.Kind kind, String path) {}

    /** @param knowsNoise whether there is a second old build */
    public DifferenceTable(List<AllowedDifference> allowed, boolean knowsNoise) {
        this.allowed = List.copyOf(allowed);
        this.knowsNoise = knowsNoise;
    }

    /** Counts of one difference: a kind at a path of a route. */
    public final class Row {
        private final Key key;
        private final List<Example> examples = new ArrayList<>();
        private final @Nullable AllowedDifference rule;
        private long onlyNew;
        private long onlyOld;
        private long both;

        private Row(Key key) {
            this.key = key;
            rule = allowed.stream()
                    .filter(it -> it.allows(key.route(), key.kind().text(), key.path()))
                    .findFirst()
                    .orElse(null);
        }

        public String route() {
            return key.route();
        }

        public String kind() {
            return key.kind().text();
        }

        public String path() {
            return key.path();
        }

        /** Returns the number of requests for which the new build differs from the old one. */
        public long count() {
            return onlyNew + both;
        }

        /** Returns the number of requests for which the second old build differs from the first. */
        public long noise() {
            return onlyOld + both;
        }

        /** Returns the number of compared requests of the route. */
        public long compared() {
            return DifferenceTable.this.compared.getOrDefault(key.route(), 0L);
        }

        /** Returns the reason of the rule that allows the difference, or an empty text. */
        public String reason() {
            return rule == null ? "" : rule.reason();
        }

        public List<Example> examples() {
            return examples;
        }

        public Verdict verdict() {
            if (rule != null) {
                return Verdict.ALLOWED;
            }
            boolean isDifferent = knowsNoise ? NoiseTest.isDifferent(onlyNew, onlyOld, both) : count() > 0;
            return isDifferent ? Verdict.DIFFERENT : Verdict.NOISE;
        }
    }

    /**
     * Counts the differences of one request.
     *
     * @param differences between the old and the new build
     * @param noise differences between the two old builds
     */
    public void add(
            Exchange exchange, Outcome before, Outcome after, List<Difference> differences, List<Difference> noise) {
        compared.merge(exchange.route(), 1L, Long::sum);
        Set<Key> old = new HashSet<>();
        noise.forEach(each -> old.add(new Key(exchange.route(), each.kind(), each.path())));
        for (Difference each : differences) {
            Key key = new Key(exchange.route(), each.kind(), each.path());
            Row row = row(key);
            if (old.remove(key)) {
                row.both++;
            } else {
                row.onlyNew++;
            }
            if (row.examples.size() < MOST_EXAMPLES) {
                row.examples.add(Example.of(exchange, before, after, each));
            }
        }
        old.forEach(key -> row(key).onlyOld++);
    }

    private Row row(Key key) {
        Row known = rows.get(key);
        if (known != null) {
            return known;
        }
        Key used = rows.size() < MOST_ROWS ? key : new Key(OTHER, key.kind(), OTHER);
        return rows.computeIfAbsent(used, Row::new);
    }

    /** Returns the rows with differences of the new build. Real differences come first, then the most frequent ones. */
    public List<Row> rows() {
        return rows.values().stream()
                .filter(row -> row.count() > 0)
                .sorted(Comparator.comparing(Row::verdict)
                        .thenComparing(Comparator.comparingLong(Row::count).reversed())
                        .thenComparing(Row::route)
                        .thenComparing(Row::kind)
                        .thenComparing(Row::path))
                .toList();
    }

    /** Returns the number of compared requests. */
    public long compared() {
        return compared.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the number of rows with the verdict {@link Verdict#DIFFERENT}. */
    public long different() {
        return rows.values().stream()
                .filter(row -> row.count() > 0 && row.verdict() == Verdict.DIFFERENT)
                .count();
    }
}
