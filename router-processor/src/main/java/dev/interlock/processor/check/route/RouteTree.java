package dev.interlock.processor.check.route;

import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The routes of one request method as a tree of their segments. Finds one route, or several routes together, that match
 * all paths of a template.
 */
final class RouteTree {
    private final SegmentRelations relations;
    private final Node root = new Node(new Literal(""));

    RouteTree(SegmentRelations relations) {
        this.relations = relations;
    }

    /**
     * A segment that several routes may share, because they begin with the same segments. Its children are the next
     * segments of these routes.
     */
    static final class Node {
        final Segment segment;
        final Map<String, Node> literals = new LinkedHashMap<>();
        final Map<String, Node> others = new LinkedHashMap<>();
        OptionalInt route = OptionalInt.empty();

        Node(Segment segment) {
            this.segment = segment;
        }

        Node child(Segment next) {
            Map<String, Node> children = next instanceof Literal ? literals : others;
            return children.computeIfAbsent(SegmentRelations.key(next), key -> new Node(next));
        }
    }

    /** Adds a route, unless the tree already has a route with the same segments. */
    void add(List<Segment> segments, int route) {
        Node node = root;
        for (Segment segment : segments) {
            node = node.child(segment);
        }
        if (node.route.isEmpty()) {
            node.route = OptionalInt.of(route);
        }
    }

    /** Returns the first route that passes the test and matches all paths of the segments; empty if there is none. */
    OptionalInt including(List<Segment> segments, IntPredicate test) {
        return below(root, segments, 0, test);
    }

    /**
     * Returns one of several routes that pass the test and together match all paths of the segments; empty if there are
     * no such routes.
     */
    OptionalInt covering(List<Segment> segments, IntPredicate test) {
        return new Cover(relations, segments, test).find(root);
    }

    private OptionalInt below(Node node, List<Segment> segments, int depth, IntPredicate test) {
        if (depth == segments.size()) {
            return passing(node, test);
        }
        Segment segment = segments.get(depth);
        OptionalInt found = relations
                .onlyText(segment)
                .map(node.literals::get)
                .map(child -> below(child, segments, depth + 1, test))
                .orElse(OptionalInt.empty());
        return found.isPresent() ? found : amongOthers(node.others.values(), segments, depth, test);
    }

    private OptionalInt amongOthers(Collection<Node> others, List<Segment> segments, int depth, IntPredicate test) {
        Segment segment = segments.get(depth);
        for (Node child : others) {
            OptionalInt found = OptionalInt.empty();
            if (child.segment instanceof CatchAll) {
                found = passing(child, test);
            } else if (!(segment instanceof CatchAll) && relations.includes(child.segment, segment)) {
                found = below(child, segments, depth + 1, test);
            }
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt passing(Node node, IntPredicate test) {
        return node.route.isPresent() && test.test(node.route.getAsInt()) ? node.route : OptionalInt.empty();
    }
}
