package dev.interlock.processor.plan;

import dev.interlock.processor.plan.Node.Companion;
import dev.interlock.processor.plan.Node.Hit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * Plans.
     *
     * @param candidates in the order of their rank
     */
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
            return tables.list(possible.stream().map(it -> it.route().number()).toList());
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
            Map<Literal, List<Candidate>> byLiteral = byLiteral(candidates, segment);
            if (byLiteral.isEmpty() || byLiteral.size() > budget || !isSeparable(byLiteral.keySet())) {
                continue;
            }
            List<List<Candidate>> parts = new ArrayList<>(byLiteral.values());
            parts.add(others(candidates, segment));
            long cost = parts.stream()
                    .mapToLong(part -> (long) part.size() * part.size())
                    .sum();
            if (cost < least) {
                least = cost;
                best = segment;
            }
        }
        return best;
    }

    /** Whether a multiplier can send all to slots of their own. */
    private static boolean isSeparable(Set<Literal> literals) {
        return literals.stream().map(Literal::hash).distinct().count() == literals.size();
    }

    private Target node(List<Candidate> candidates, int segment, BitSet seen) {
        BitSet further = with(seen, segment);
        Map<Literal, List<Candidate>> parts = byLiteral(candidates, segment);
        budget -= parts.size();
        Target miss = plan(others(candidates, segment), further);
        Map<Literal, Hit> hits = new LinkedHashMap<>();
        parts.forEach((literal, part) -> hits.put(literal, hit(part, further)));
        return node(segment, hits, miss);
    }

    private Hit hit(List<Candidate> candidates, BitSet seen) {
        Optional<Companion> companion = companion(untilCertain(candidates, seen), seen);
        BitSet further = companion.map(it -> with(seen, it.segment())).orElse(seen);
        return new Hit(companion, plan(candidates, further));
    }

    /** A segment not yet seen at which all candidates have the same short literal. */
    private Optional<Companion> companion(List<Candidate> candidates, BitSet seen) {
        for (int segment = seen.nextClearBit(0); segment < segments; segment = seen.nextClearBit(segment + 1)) {
            Optional<Literal> literal = candidates.get(0).literalAt(segment);
            int at = segment;
            if (literal.filter(Literal::isShort).isPresent()
                    && candidates.stream().allMatch(it -> it.literalAt(at).equals(literal))) {
                return Optional.of(new Companion(segment, literal.get()));
            }
        }
        return Optional.empty();
    }

    private static BitSet with(BitSet seen, int segment) {
        BitSet more = (BitSet) seen.clone();
        more.set(segment);
        return more;
    }

    /** Gives each literal a slot; those that share one go to a further node of their own. */
    private Target node(int segment, Map<Literal, Hit> literals, Target miss) {
        SlotHash hash = SlotHash.of(List.copyOf(literals.keySet()));
        SortedMap<Integer, List<Literal>> slots = literals.keySet().stream()
                .collect(Collectors.groupingBy(hash::slot, TreeMap::new, Collectors.toList()));
        Map<Literal, Hit> hits = new LinkedHashMap<>();
        SortedMap<Integer, Target> exceptions = new TreeMap<>();
        slots.forEach((slot, sharing) -> {
            if (sharing.size() == 1) {
                hits.put(sharing.get(0), literals.get(sharing.get(0)));
            } else {
                Map<Literal, Hit> shared = new LinkedHashMap<>();
                sharing.forEach(literal -> shared.put(literal, literals.get(literal)));
                exceptions.put(slot, node(segment, shared, miss));
            }
        });
        return tables.node(new Node(segment, hash, hits, miss, exceptions));
    }

    /** For each literal that may stand at a segment, the candidates that take it, in their order. */
    private static Map<Literal, List<Candidate>> byLiteral(List<Candidate> candidates, int segment) {
        Map<Literal, List<Candidate>> parts = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            candidate.literalAt(segment).ifPresent(literal -> parts.put(literal, new ArrayList<>()));
        }
        for (Candidate candidate : candidates) {
            Optional<Literal> literal = candidate.literalAt(segment);
            parts(parts, literal).forEach(part -> part.add(candidate));
        }
        return parts;
    }

    private static Collection<List<Candidate>> parts(Map<Literal, List<Candidate>> parts, Optional<Literal> literal) {
        return literal.isPresent() ? List.of(parts.getOrDefault(literal.get(), List.of())) : parts.values();
    }

    private static List<Candidate> others(List<Candidate> candidates, int segment) {
        return candidates.stream()
                .filter(candidate -> candidate.literalAt(segment).isEmpty())
                .toList();
    }
}
