package dev.interlock.processor.plan;

import dev.interlock.processor.plan.Node.Literals;
import dev.interlock.processor.plan.Node.Look;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
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
 * <p>A node may look at any segments that were not looked at before, and takes the one or two that leave the fewest
 * candidates. Candidates with a variable there go with every literal, so a tree may grow faster than its routes: beyond a
 * budget the rest is left to be compared route by route.
 */
final class TreePlanner {
    /** Entries of nodes that each candidate of a tree may cost. */
    private static final int BUDGET_PER_CANDIDATE = 16;

    private static final int LEAST_BUDGET = 256;
    /** Segments of which pairs are tried. */
    private static final int PAIRED = 8;

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
     * @param seen segments that have the candidates' literals
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
        Optional<Look> look = mostTelling(possible, seen);
        return look.isPresent() ? node(possible, look.get(), seen) : tables.list(numbers(possible));
    }

    private static List<Integer> numbers(List<Candidate> candidates) {
        return candidates.stream().map(it -> it.route().number()).toList();
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

    /** The segments to look at next, unless none has a literal or the budget is spent. */
    private Optional<Look> mostTelling(List<Candidate> candidates, BitSet seen) {
        Optional<Look> best = Optional.empty();
        double least = Double.MAX_VALUE;
        for (Look look : looks(candidates, seen)) {
            Map<Literals, List<Candidate>> parts = parts(candidates, look);
            if (parts.isEmpty() || parts.size() > budget || !isSeparable(parts.keySet())) {
                continue;
            }
            double cost = steps(candidates, look, parts, seen);
            if (cost < least) {
                least = cost;
                best = Optional.of(look);
            }
        }
        return best;
    }

    /** About how many nodes the paths of all candidates take together after one look. */
    private double steps(List<Candidate> candidates, Look look, Map<Literals, List<Candidate>> parts, BitSet seen) {
        List<Candidate> others = others(candidates, look);
        double steps = others.size() * steps(others, missed(look, seen));
        BitSet further = with(seen, look);
        for (Map.Entry<Literals, List<Candidate>> part : parts.entrySet()) {
            long own = part.getValue().stream()
                    .filter(it -> look.literals(it).contains(part.getKey()))
                    .count();
            steps += own * steps(part.getValue(), further);
        }
        return steps;
    }

    private double steps(List<Candidate> candidates, BitSet seen) {
        List<Candidate> possible = untilCertain(candidates, seen);
        boolean leaf = possible.isEmpty() || (possible.size() == 1 && isCertain(possible.get(0), seen));
        return leaf ? 0 : 1 + Math.log(possible.size());
    }

    /** Single segments first, then pairs: of equal ones the first is taken. */
    private List<Look> looks(List<Candidate> candidates, BitSet seen) {
        List<Integer> fixed = IntStream.range(0, segments)
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

    /** Whether a multiplier can send all to slots of their own. */
    private static boolean isSeparable(Set<Literals> literals) {
        return literals.stream().map(Literals::hash).distinct().count() == literals.size();
    }

    private Target node(List<Candidate> candidates, Look look, BitSet seen) {
        Map<Literals, List<Candidate>> parts = parts(candidates, look);
        budget -= parts.size();
        Target miss = plan(others(candidates, look), missed(look, seen));
        Map<Literals, Target> targets = new LinkedHashMap<>();
        parts.forEach((literals, part) -> targets.put(literals, plan(part, with(seen, look))));
        return node(look, targets, miss);
    }

    /** What is not both literals may still be either. */
    private static BitSet missed(Look look, BitSet seen) {
        return look.one() == look.other() ? with(seen, look) : seen;
    }

    private static BitSet with(BitSet seen, Look look) {
        BitSet more = (BitSet) seen.clone();
        more.set(look.one());
        more.set(look.other());
        return more;
    }

    /** Gives each pair a slot; those that share one go to a further node of their own. */
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

    /** For the literals that may stand at the segments, the candidates that allow them, in their order. */
    private static Map<Literals, List<Candidate>> parts(List<Candidate> candidates, Look look) {
        Map<Literals, List<Candidate>> parts = new LinkedHashMap<>();
        List<Candidate> others = others(candidates, look);
        for (Candidate candidate : candidates) {
            look.literals(candidate)
                    .forEach(literals -> parts.computeIfAbsent(literals, it -> new ArrayList<>())
                            .add(candidate));
        }
        parts.replaceAll((literals, part) -> merge(candidates, part, others, look, literals));
        return parts;
    }

    private static List<Candidate> merge(
            List<Candidate> order, List<Candidate> part, List<Candidate> others, Look look, Literals literals) {
        List<Candidate> allowing =
                others.stream().filter(it -> look.allows(it, literals)).toList();
        if (allowing.isEmpty()) {
            return part;
        }
        Set<Candidate> members = new HashSet<>(part);
        members.addAll(allowing);
        return order.stream().filter(members::contains).toList();
    }

    /** The candidates that have a variable at one of the segments. */
    private static List<Candidate> others(List<Candidate> candidates, Look look) {
        return candidates.stream()
                .filter(candidate -> look.literals(candidate).isEmpty())
                .toList();
    }
}
