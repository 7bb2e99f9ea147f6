package dev.interlock.processor.plan;

import dev.interlock.processor.plan.Node.Literals;
import dev.interlock.processor.plan.Node.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Candidates of a node, divided by their literals at the two segments that the node compares. Each list is in the order
 * of ranks.
 *
 * @param own candidates with a literal at both segments, by their pair of literals
 * @param others candidates that lack a literal at one or both segments; the next three components divide these
 *     candidates
 * @param withOne candidates of {@code others} with a literal at the first segment only, by this literal
 * @param withOther candidates of {@code others} with a literal at the second segment only, by this literal
 * @param withNone candidates of {@code others} without a literal at either segment
 */
record Division(
        Look look,
        Map<Literals, List<Candidate>> own,
        List<Candidate> others,
        Map<Literal, List<Candidate>> withOne,
        Map<Literal, List<Candidate>> withOther,
        List<Candidate> withNone) {
    static Division of(List<Candidate> candidates, Look look) {
        Division division = new Division(
                look, new LinkedHashMap<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>(), new ArrayList<>());
        candidates.forEach(division::add);
        return division;
    }

    private void add(Candidate candidate) {
        Optional<Literal> one = candidate.literalAt(look.one());
        Optional<Literal> other = candidate.literalAt(look.other());
        if (one.isPresent() && other.isPresent()) {
            own.computeIfAbsent(new Literals(one.get(), other.get()), it -> new ArrayList<>())
                    .add(candidate);
            return;
        }
        others.add(candidate);
        if (one.isPresent()) {
            withOne.computeIfAbsent(one.get(), it -> new ArrayList<>()).add(candidate);
        } else if (other.isPresent()) {
            withOther.computeIfAbsent(other.get(), it -> new ArrayList<>()).add(candidate);
        } else {
            withNone.add(candidate);
        }
    }

    /** Returns the candidates that may match a path with these literals at the two segments. */
    List<Candidate> part(Literals literals) {
        List<Candidate> part = own.getOrDefault(literals, List.of());
        part = merge(part, withOne.getOrDefault(literals.one(), List.of()));
        part = merge(part, withOther.getOrDefault(literals.other(), List.of()));
        return merge(part, withNone);
    }

    private static List<Candidate> merge(List<Candidate> left, List<Candidate> right) {
        if (right.isEmpty()) {
            return left;
        }
        List<Candidate> merged = new ArrayList<>(left.size() + right.size());
        int at = 0;
        for (Candidate candidate : right) {
            while (at < left.size() && left.get(at).position() < candidate.position()) {
                merged.add(left.get(at++));
            }
            merged.add(candidate);
        }
        merged.addAll(left.subList(at, left.size()));
        return merged;
    }
}
