package dev.interlock.processor.plan;

import dev.interlock.processor.plan.Node.Literals;
import dev.interlock.processor.plan.Node.Look;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plans the decision tree for one method and one number of segments.
 *
 * <p>A node can compare any one or two segments that no earlier node has compared. The planner estimates the number of
 * further nodes for each choice, and picks the choice with the fewest. A candidate with a variable at the compared
 * segments belongs to the branch of every literal. Therefore a tree may have many more entries than routes. When the
 * budget of entries is spent, the tree ends in a list, and a lookup compares the remaining candidates one by one.
 */
final class TreePlanner {
    /** Budget of a tree for each candidate: the number of entries that the nodes of the tree may have. */
    private static final int BUDGET_PER_CANDIDATE = 16;

    private static final int LEAST_BUDGET = 256;
    /**
     * Largest index of a segment that a node of the runtime's tables can compare. No template has that many segments.
     */
    private static final int LAST_SEGMENT = 127;
    /** Number of segments that the planner combines in pairs. It tries later segments only on their own. */
    private static final int PAIRED = 8;

    private final PlanTables tables;
    private final int segments;
    private final boolean emptySegments;
    private int budget;

    /**
     * Creates a planner.
     * @param segments number of segments in the path
     * @param emptySegments whether the path may have an empty segment, which a variable does not match
     */
    TreePlanner(PlanTables tables, int segments, boolean emptySegments) {
        this.tables = tables;
        this.segments = segments;
        this.emptySegments = emptySegments;
    }

    /**
     * Plans a tree and returns its root.
     *
     * @param candidates candidates in the order of their ranks
     * @param seen segments at which the path is known to have the literals of the candidates
     */
    Target planTree(List<Candidate> candidates, BitSet seen) {
        budget = Math.max(LEAST_BUDGET, BUDGET_PER_CANDIDATE * candidates.size());
        return plan(candidates, seen);
    }

    private Target plan(List<Candidate> candidates, BitSet seen) {
        List<Candidate> possible = untilCertain(candidates, seen);
        if (possible.isEmpty()) {
            return Target.NOWHERE;
        }
        if (possible.size() == 1 && isCertain(possible.get(0), seen)) {
            return new Target.Leaf(possible.get(0).route().number());
        }
        Optional<Division> division = mostTelling(possible, seen);
        return division.isPresent() ? node(division.get(), seen) : tables.list(numbers(possible));
    }

    private static List<Integer> numbers(List<Candidate> candidates) {
        return candidates.stream().map(it -> it.route().number()).toList();
    }

    /**
     * Returns the candidates up to and including the first candidate that is known to match. A lookup never reaches
     * later candidates.
     */
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

    /**
     * Returns the division by the segments that are best to compare next. Empty if no segment has a literal, or if the
     * budget is spent.
     */
    private Optional<Division> mostTelling(List<Candidate> candidates, BitSet seen) {
        Optional<Division> best = Optional.empty();
        double least = Double.MAX_VALUE;
        for (Look look : looks(candidates, seen)) {
            Division division = Division.of(candidates, look);
            Set<Literals> texts = division.own().keySet();
            if (texts.isEmpty() || texts.size() > budget || !isSeparable(texts)) {
                continue;
            }
            double cost = steps(division, seen);
            if (cost < least) {
                least = cost;
                best = Optional.of(division);
            }
        }
        return best;
    }

    /** Estimates how many further nodes the paths of all candidates need together after this division. */
    private double steps(Division division, BitSet seen) {
        List<Candidate> others = division.others();
        double steps = others.size() * steps(others, missed(division.look(), seen));
        BitSet further = with(seen, division.look());
        for (Map.Entry<Literals, List<Candidate>> own : division.own().entrySet()) {
            steps += own.getValue().size() * steps(division.part(own.getKey()), further);
        }
        return steps;
    }

    private double steps(List<Candidate> candidates, BitSet seen) {
        List<Candidate> possible = untilCertain(candidates, seen);
        boolean leaf = possible.isEmpty() || (possible.size() == 1 && isCertain(possible.get(0), seen));
        return leaf ? 0 : 1 + Math.log(possible.size());
    }

    /**
     * Returns the choices of segments to try: first the single segments, then the pairs. The planner takes the first of
     * several equally good choices.
     */
    private List<Look> looks(List<Candidate> candidates, BitSet seen) {
        List<Integer> fixed = IntStream.rangeClosed(0, Math.min(segments - 1, LAST_SEGMENT))
                .filter(it -> !seen.get(it))
                .filter(it -> candidates.stream()
                        .anyMatch(candidate -> candidate.literalAt(it).isPresent()))
                .boxed()
                .toList();
        List<Look> looks = new ArrayList<>();
        fixed.forEach(segment -> looks.add(new Look(segment, segment)));
        List<Integer> paired = fixed.subList(0, Math.min(PAIRED, fixed.size()));
        for (int one : paired) {
            paired.stream().filter(other -> other > one).forEach(other -> looks.add(new Look(one, other)));
        }
        return looks;
    }

    /** Whether all pairs of literals have different hashes. Pairs with equal hashes share a slot for any multiplier. */
    private static boolean isSeparable(Set<Literals> literals) {
        return literals.stream().map(Literals::hash).distinct().count() == literals.size();
    }

    private Target node(Division division, BitSet seen) {
        Look look = division.look();
        budget -= division.own().size();
        Target miss = plan(division.others(), missed(look, seen));
        Map<Literals, Target> targets = new LinkedHashMap<>();
        division.own()
                .keySet()
                .forEach(literals -> targets.put(literals, plan(division.part(literals), with(seen, look))));
        return node(look, targets, miss);
    }

    /**
     * Returns the segments that need no further comparison after a miss. If the node compares two segments, one of them
     * may still match a literal. So neither of the two segments counts.
     */
    private static BitSet missed(Look look, BitSet seen) {
        return look.one() == look.other() ? with(seen, look) : seen;
    }

    private static BitSet with(BitSet seen, Look look) {
        BitSet more = (BitSet) seen.clone();
        more.set(look.one());
        more.set(look.other());
        return more;
    }

    /** Returns a node with a slot for each pair of literals. Pairs that share a slot go to a further node. */
    private Target node(Look look, Map<Literals, Target> targets, Target miss) {
        SlotHash hash =
                SlotHash.of(targets.keySet().stream().map(Literals::hash).toList());
        SortedMap<Integer, List<Literals>> slots = targets.keySet().stream()
                .collect(Collectors.groupingBy(it -> hash.slot(it.hash()), TreeMap::new, Collectors.toList()));
        Map<Literals, Target> hits = new LinkedHashMap<>();
        SortedMap<Integer, Target> exceptions = new TreeMap<>();
        slots.forEach((slot, sharing) -> {
            Map<Literals, Target> shared = new LinkedHashMap<>();
            sharing.forEach(literals -> shared.put(literals, targets.get(literals)));
            if (shared.size() == 1) {
                hits.putAll(shared);
            } else {
                exceptions.put(slot, node(look, shared, miss));
            }
        });
        return tables.node(new Node(look, hash, hits, miss, exceptions));
    }
}
