package dev.interlock.processor.plan;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Plans the decision tree for one method and one number of segments.
 *
 * <p>A node may look at any segment that was not looked at before, and takes the one that leaves the fewest candidates.
 * Candidates with a variable there go with every literal, so a tree may grow faster than its routes: beyond a budget the
 * rest is left to be compared route by route.
 */
final class TreePlanner {
    /** Entries of nodes that each candidate of a tree may cost. */
    private static final int BUDGET_PER_CANDIDATE = 16;

    private static final int LEAST_BUDGET = 256;

    private final PlanTables tables;
    private final int segments;
    private final boolean emptySegments;
    private int budget;

    /**
     * @param segments how many the path has
     * @param emptySegments whether one of them is empty, so that no variable takes it
     */
    TreePlanner(PlanTables tables, int segments, boolean emptySegments) {
        this.tables = tables;
        this.segments = segments;
        this.emptySegments = emptySegments;
    }

    /** @param candidates in the order of their rank */
    Target plan(List<Candidate> candidates) {
        budget = Math.max(LEAST_BUDGET, BUDGET_PER_CANDIDATE * candidates.size());
        return plan(candidates, new BitSet());
    }

    private Target plan(List<Candidate> candidates, BitSet seen) {
        List<Candidate> possible = untilCertain(candidates, seen);
        if (possible.isEmpty()) {
            return Target.NOWHERE;
        }
        if (possible.size() == 1 && isCertain(possible.get(0), seen)) {
            return new Target.Leaf(possible.get(0).route().number());
        }
        int segment = mostTelling(possible, seen);
        if (segment < 0) {
            return tables.list(
                    possible.stream().map(it -> it.route().number()).toList());
        }
        return node(possible, segment, seen);
    }

    /** Leaves out what ranks below a candidate that cannot fail. */
    private List<Candidate> untilCertain(List<Candidate> candidates, BitSet seen) {
        for (int i = 0; i < candidates.size(); i++) {
            if (isCertain(candidates.get(i), seen)) {
                return candidates.subList(0, i + 1);
            }
        }
        return candidates;
    }

    private boolean isCertain(Candidate candidate, BitSet seen) {
        if (emptySegments || !candidate.simple()) {
            return false;
        }
        for (int i = 0; i < segments; i++) {
            if (!seen.get(i) && candidate.literalAt(i).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** The segment to look at next, or -1 if none has a literal or the budget is spent. */
    private int mostTelling(List<Candidate> candidates, BitSet seen) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int segment = seen.nextClearBit(0); segment < segments; segment = seen.nextClearBit(segment + 1)) {
            List<List<Candidate>> parts = new ArrayList<>(byLiteral(candidates, segment).values());
            if (parts.isEmpty() || parts.size() > budget) {
                continue;
            }
            parts.add(others(candidates, segment));
            long cost = parts.stream().mapToLong(part -> (long) part.size() * part.size()).sum();
            if (cost < least) {
                least = cost;
                best = segment;
            }
        }
        return best;
    }

    private Target node(List<Candidate> candidates, int segment, BitSet seen) {
        BitSet further = (BitSet) seen.clone();
        further.set(segment);
        Map<Literal, List<Candidate>> parts = byLiteral(candidates, segment);
        budget -= parts.size();
        Target miss = plan(others(candidates, segment), further);
        Map<Literal, Target> targets = new LinkedHashMap<>();
        parts.forEach((literal, part) -> targets.put(literal, plan(part, further)));
        return node(segment, targets, miss);
    }

    /** Gives each literal a slot; those that share one go to a further node of their own. */
    private Target node(int segment, Map<Literal, Target> targets, Target miss) {
        SlotHash hash = SlotHash.of(List.copyOf(targets.keySet()));
        SortedMap<Integer, List<Literal>> slots = targets.keySet().stream()
                .collect(Collectors.groupingBy(hash::slot, TreeMap::new, Collectors.toList()));
        Map<Literal, Target> hits = new LinkedHashMap<>();
        SortedMap<Integer, Target> exceptions = new TreeMap<>();
        slots.forEach((slot, literals) -> {
            if (literals.size() == 1) {
                hits.put(literals.get(0), targets.get(literals.get(0)));
            } else {
                Map<Literal, Target> shared = new LinkedHashMap<>();
                literals.forEach(literal -> shared.put(literal, targets.get(literal)));
                exceptions.put(slot, node(segment, shared, miss));
            }
        });
        return tables.node(new Node(segment, hash, hits, miss, exceptions));
    }

    /** For each literal that may stand at a segment, the candidates that take it, in their order. */
    private static Map<Literal, List<Candidate>> byLiteral(List<Candidate> candidates, int segment) {
        Map<Key, Literal> seen = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            candidate.literalAt(segment).ifPresent(literal -> seen.putIfAbsent(Key.of(literal), literal));
        }
        Map<Literal, List<Candidate>> parts = new LinkedHashMap<>();
        seen.values().forEach(literal -> parts.put(literal, new ArrayList<>()));
        for (Candidate candidate : candidates) {
            Optional<Literal> literal = candidate.literalAt(segment);
            if (literal.isPresent()) {
                parts.get(seen.get(Key.of(literal.get()))).add(candidate);
            } else {
                parts.values().forEach(part -> part.add(candidate));
            }
        }
        return parts;
    }

    private static List<Candidate> others(List<Candidate> candidates, int segment) {
        return candidates.stream()
                .filter(candidate -> candidate.literalAt(segment).isEmpty())
                .toList();
    }

    /** What dispatch sees of a literal: long ones may look alike. */
    private record Key(long first, long last, int length) {
        static Key of(Literal literal) {
            return new Key(literal.first(), literal.last(), literal.length());
        }
    }
}
