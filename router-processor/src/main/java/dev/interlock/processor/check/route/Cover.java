package dev.interlock.processor.check.route;

import dev.interlock.processor.check.route.RouteTree.Node;
import dev.interlock.processor.language.Language;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Literal;
import dev.interlock.processor.model.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.Stream;

/**
 * Finds out whether several routes of a tree together match all paths of a template.
 *
 * <p>At each segment, the search divides the texts of the template's segment into parts. All texts of a part match the
 * same nodes of the tree. The children of these nodes must cover the next segments. If one segment has more than
 * {@value #MOST_PARTS} parts, the template counts as not covered. The number of parts may grow exponentially, and no
 * known set of routes needs so many.
 */
final class Cover {
    private static final int MOST_PARTS = 1_000;
    private static final OptionalInt UNCOVERED = OptionalInt.empty();

    private final SegmentRelations relations;
    private final List<Segment> segments;
    private final IntPredicate test;

    /** Texts that match all of the given nodes and no other variable node. */
    private record Part(Language texts, List<Node> nodes) {}

    /** Creates a search for routes that pass a test and that together match each path that the segments match. */
    Cover(SegmentRelations relations, List<Segment> segments, IntPredicate test) {
        this.relations = relations;
        this.segments = segments;
        this.test = test;
    }

    /** Returns one of the covering routes; empty if no set of routes covers the segments. */
    OptionalInt find(Node root) {
        return below(List.of(root), 0);
    }

    private OptionalInt below(List<Node> nodes, int depth) {
        if (nodes.isEmpty() || depth == segments.size()) {
            return passing(nodes.stream());
        }
        OptionalInt all = passing(others(nodes).filter(node -> node.segment instanceof CatchAll));
        Segment segment = segments.get(depth);
        // A catch-all matches paths of any length, so only another catch-all can cover it.
        if (all.isPresent() || segment instanceof CatchAll) {
            return all;
        }
        List<Node> variables = others(nodes)
                .filter(node -> !(node.segment instanceof CatchAll))
                .toList();
        if (segment instanceof Literal literal) {
            return below(taking(literal.text(), nodes, variables), depth + 1);
        }
        return belowVariable(segment, nodes, variables, depth);
    }

    private OptionalInt belowVariable(Segment segment, List<Node> nodes, List<Node> variables, int depth) {
        List<Node> all = variables.stream()
                .filter(node -> relations.includes(node.segment, segment))
                .toList();
        List<Node> some = variables.stream()
                .filter(node -> !all.contains(node))
                .filter(node -> relations.common(node.segment, segment).isPresent())
                .toList();
        OptionalInt covering = below(all, depth + 1);
        // A variable without a pattern matches infinitely many texts, so literals cannot cover it.
        return covering.isPresent() || (some.isEmpty() && !SegmentRelations.isConstrained(segment))
                ? covering
                : everyPart(parts(new Part(relations.language(segment), all), some), nodes, depth);
    }

    private OptionalInt passing(Stream<Node> nodes) {
        return nodes.flatMapToInt(node -> node.route.stream()).filter(test).findFirst();
    }

    private static Stream<Node> others(List<Node> nodes) {
        return nodes.stream().flatMap(node -> node.others.values().stream());
    }

    /** Returns the child nodes that match a text. */
    private List<Node> taking(String text, List<Node> nodes, List<Node> variables) {
        Stream<Node> literals = nodes.stream().flatMap(node -> Stream.ofNullable(node.literals.get(text)));
        Stream<Node> matching = variables.stream()
                .filter(node -> relations.language(node.segment).contains(text));
        return Stream.concat(literals, matching).toList();
    }

    /**
     * Divides a part so that each variable matches all texts of a new part or none of them. Returns an empty list if
     * there are too many parts.
     */
    private List<Part> parts(Part whole, List<Node> variables) {
        List<Part> parts = List.of(whole);
        for (Node variable : variables) {
            Language taken = relations.language(variable.segment);
            List<Part> divided = new ArrayList<>();
            for (Part part : parts) {
                List<Node> more =
                        Stream.concat(part.nodes.stream(), Stream.of(variable)).toList();
                divided.add(new Part(part.texts.intersection(taken), more));
                divided.add(new Part(part.texts.minus(taken), part.nodes));
            }
            divided.removeIf(part -> part.texts.isEmpty());
            if (divided.size() > MOST_PARTS) {
                return List.of();
            }
            parts = divided;
        }
        return parts;
    }

    private OptionalInt everyPart(List<Part> parts, List<Node> nodes, int depth) {
        OptionalInt covering = UNCOVERED;
        for (Part part : parts) {
            covering = below(part.nodes, depth + 1);
            if (covering.isEmpty()) {
                covering = everyText(part, nodes, depth);
            }
            if (covering.isEmpty()) {
                return UNCOVERED;
            }
        }
        return covering;
    }

    /**
     * Covers a part text by text, with literals in addition to the variables of the part. Returns one of the covering
     * routes. Empty if a text is not covered, or if the part has more texts than there are literals.
     */
    private OptionalInt everyText(Part part, List<Node> nodes, int depth) {
        int literals = nodes.stream().mapToInt(node -> node.literals.size()).sum();
        Optional<Set<String>> texts = part.texts.texts(literals);
        OptionalInt covering = UNCOVERED;
        for (String text : new TreeSet<>(texts.orElse(Set.of()))) {
            covering = below(taking(text, nodes, part.nodes), depth + 1);
            if (covering.isEmpty()) {
                return UNCOVERED;
            }
        }
        return covering;
    }
}
