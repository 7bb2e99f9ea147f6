package dev.interlock.processor.check.route;

import dev.interlock.processor.check.route.Conflict.Kind;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds pairs of routes that have the same request method, match a common path and have equal rank. Saves time by
 * comparing only routes with equal signatures. Most routes of a large application differ in their signatures.
 */
final class Ambiguities {
    private final List<Candidate> routes;
    private final SegmentRelations relations;
    /** The group of variants to which each route belongs, by route. A group includes the route itself. */
    private final Map<Integer, List<Integer>> variants = new LinkedHashMap<>();

    Ambiguities(List<Candidate> routes, SegmentRelations relations) {
        this.routes = routes;
        this.relations = relations;
    }

    /**
     * Returns one conflict for each route that conflicts with earlier routes. If there are several earlier routes, the
     * conflict names the first one.
     */
    List<Conflict> find() {
        List<Conflict> conflicts = new ArrayList<>();
        for (List<Integer> group : groups()) {
            for (int i = 1; i < group.size(); i++) {
                firstConflict(group.get(i), group.subList(0, i)).ifPresent(conflicts::add);
            }
        }
        return conflicts;
    }

    private Collection<List<Integer>> groups() {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < routes.size(); i++) {
            groups.computeIfAbsent(signature(routes.get(i)), signature -> new ArrayList<>())
                    .add(i);
        }
        return groups.values();
    }

    private static String signature(Candidate route) {
        StringBuilder signature = new StringBuilder(route.method());
        for (Segment segment : route.template().segments()) {
            signature.append('/').append(signature(segment));
        }
        return signature.toString();
    }

    /**
     * Returns the signature of a segment, which is a part of the route's signature. Segments of equal rank have equal
     * signatures, except literals with different texts.
     */
    private static String signature(Segment segment) {
        if (segment instanceof Literal literal) {
            return "=" + literal.text();
        }
        if (segment instanceof CatchAll) {
            return "*";
        }
        Variable variable = (Variable) segment;
        int fixed = variable.prefix().length() + variable.suffix().length();
        return variable.constraint().isPresent() ? "constrained" : "plain" + fixed;
    }

    private Optional<Conflict> firstConflict(int route, List<Integer> earlier) {
        List<Segment> segments = routes.get(route).template().segments();
        for (int other : earlier) {
            List<Segment> otherSegments = routes.get(other).template().segments();
            Optional<String> example = commonPath(segments, otherSegments);
            Optional<Conflict> conflict = example.flatMap(path -> isSame(segments, otherSegments)
                    ? ofSamePaths(route, other, path)
                    : Optional.of(new Conflict(Kind.AMBIGUOUS, route, other, path)));
            if (conflict.isPresent()) {
                return conflict;
            }
        }
        return Optional.empty();
    }

    /**
     * Returns the conflict of two routes that match the same paths. If the two are variants, records them as variants
     * and returns empty.
     */
    private Optional<Conflict> ofSamePaths(int route, int other, String path) {
        Candidate one = routes.get(route);
        Candidate two = routes.get(other);
        if (one.isVariantOf(two)) {
            addVariant(route, other);
            return Optional.empty();
        }
        return Optional.of(
                one.namesTypes() || two.namesTypes()
                        ? new Conflict(Kind.OVERLAPPING, route, other, CommonTypes.of(one, two))
                        : new Conflict(Kind.DUPLICATE, route, other, path));
    }

    private void addVariant(int route, int other) {
        List<Integer> group = variants.computeIfAbsent(other, first -> new ArrayList<>(List.of(first)));
        if (!group.contains(route)) {
            group.add(route);
        }
        variants.put(route, group);
    }

    /**
     * Returns the groups of variants, which {@link #find} collects. Variants match the same paths but differ in their
     * media types. Call {@link #find} first.
     */
    List<List<Integer>> variants() {
        return variants.values().stream().distinct().toList();
    }

    private Optional<String> commonPath(List<Segment> left, List<Segment> right) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < left.size(); i++) {
            Optional<String> text = relations.common(left.get(i), right.get(i));
            if (text.isEmpty()) {
                return Optional.empty();
            }
            path.append('/').append(PathText.encode(text.get()));
        }
        return Optional.of(path.toString());
    }

    private boolean isSame(List<Segment> left, List<Segment> right) {
        for (int i = 0; i < left.size(); i++) {
            if (!relations.same(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }
}
