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

/** The routes of one method by their segments, to find those that match all that a template does, alone or
 * together. */
final class RouteTree {
    private final SegmentRelations relations;
    private final Node root = new Node(new Literal(""));

    RouteTree(SegmentRelations relations) {
        this.relations = relations;
    }

    /** What follows a beginning that routes share. */
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

    /** Adds a route unless one that matches the same is there. */
    void add(List<Segment> segments, int route) {
        Node node = root;
        for (Segment segment : segments) {
            node = node.child(segment);
        }
        if (node.route.isEmpty()) {
            node.route = OptionalInt.of(route);
        }
    }

    /** The first route that matches all that the segments do and passes the test. */
    OptionalInt including(List<Segment> segments, IntPredicate test) {
        return below(root, segments, 0, test);
    }

    /** One of the routes that pass the test and together match all that the segments do, if they do. */
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
