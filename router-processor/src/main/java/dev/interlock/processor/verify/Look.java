package dev.interlock.processor.verify;

import dev.interlock.processor.verify.Tables.Node;
import dev.interlock.processor.verify.Tables.Pair;
import dev.interlock.processor.verify.Tables.Target;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All targets of one comparison of two segments. The comparison may involve several nodes: if pairs of texts share a
 * slot, the slot leads to a further node that compares the same segments.
 *
 * @param hits targets of the pairs of texts that the nodes contain
 * @param misses targets of all other pairs of texts. The slot of a pair decides which of these targets the pair has
 */
record Look(Map<Pair, Target> hits, Set<Target> misses) {
    static Look of(Tables tables, int number) throws MalformedTables {
        Node first = tables.nodes().get(number);
        Set<Pair> pairs = new LinkedHashSet<>();
        Set<Target> misses = new LinkedHashSet<>();
        Set<Integer> reached = new LinkedHashSet<>();
        collect(tables, number, List.of(), reached, pairs, misses);
        Map<Pair, Target> hits = new LinkedHashMap<>();
        for (Pair pair : pairs) {
            hit(tables, first, pair).ifPresent(target -> hits.put(pair, target));
        }
        return new Look(hits, misses);
    }

    /**
     * Adds the pairs of texts of a node, and of further nodes that compare the same segments. Also adds the targets
     * that these nodes have for all other pairs.
     */
    private static void collect(
            Tables tables, int number, List<Integer> before, Set<Integer> reached, Set<Pair> pairs, Set<Target> misses)
            throws MalformedTables {
        TablesReader.check(!before.contains(number), "a node leads back to itself: node " + number);
        if (!reached.add(number)) {
            return;
        }
        Node node = tables.nodes().get(number);
        pairs.addAll(node.hits().keySet());
        List<Integer> path = Stream.concat(before.stream(), Stream.of(number)).toList();
        Set<Target> others = new LinkedHashSet<>(node.exceptions().values());
        others.add(node.miss());
        for (Target other : others) {
            if (further(tables, other, node).isPresent()) {
                collect(tables, ((Target.Step) other).node(), path, reached, pairs, misses);
            } else {
                misses.add(other);
            }
        }
    }

    private static Optional<Node> further(Tables tables, Target target, Node first) {
        return target instanceof Target.Step step
                ? Optional.of(tables.nodes().get(step.node())).filter(node -> node.looksAt(first.one(), first.other()))
                : Optional.empty();
    }

    /** Returns the target of two texts; empty if a lookup reaches no node that contains this pair. */
    private static Optional<Target> hit(Tables tables, Node first, Pair pair) {
        Optional<Node> node = Optional.of(first);
        while (node.isPresent()) {
            Target hit = node.get().hits().get(pair);
            if (hit != null) {
                return Optional.of(hit);
            }
            Target miss = node.get()
                    .exceptions()
                    .getOrDefault(node.get().slot(pair), node.get().miss());
            node = further(tables, miss, first);
        }
        return Optional.empty();
    }
}
