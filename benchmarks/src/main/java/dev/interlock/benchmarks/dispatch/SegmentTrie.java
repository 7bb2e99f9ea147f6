package dev.interlock.benchmarks.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A common improvement of {@link RegexList}: a tree of segments for each method, with hash maps. When a branch fails,
 * the search tries the next branch.
 */
final class SegmentTrie implements Dispatcher {
    private static final int NOT_FOUND = -1;

    private final Lookups lookups;
    private final List<Node> roots;
    private final List<String> values = new ArrayList<>();

    SegmentTrie(RouteSet set, Lookups lookups) {
        this.lookups = lookups;
        roots = Stream.generate(Node::new).limit(Lookups.methodCount()).toList();
        for (int i = 0; i < set.size(); i++) {
            Endpoint endpoint = set.endpoints().get(i);
            roots.get(Lookups.methodNumber(endpoint.method())).add(endpoint.segments(), i);
        }
    }

    @Override
    public int find(int lookup) {
        values.clear();
        return find(roots.get(lookups.method(lookup)), lookups.path(lookup), 1);
    }

    /** Searches below a node for the rest of the path. The rest starts after a slash. */
    private int find(Node node, String path, int from) {
        int slash = path.indexOf('/', from);
        String segment = path.substring(from, slash < 0 ? path.length() : slash);
        Node literal = node.literals.get(segment);
        int found = literal == null ? NOT_FOUND : findFurther(literal, path, slash);
        if (found >= 0) {
            return found;
        }
        if (node.variable != null && !segment.isEmpty()) {
            values.add(segment);
            found = findFurther(node.variable, path, slash);
            if (found >= 0) {
                return found;
            }
            values.remove(values.size() - 1);
        }
        if (node.catchAll >= 0) {
            values.add(path.substring(from));
        }
        return node.catchAll;
    }

    private int findFurther(Node node, String path, int slash) {
        return slash < 0 ? node.endpoint : find(node, path, slash + 1);
    }

    @Override
    public int capturedLength() {
        int length = 0;
        for (String value : values) {
            length += value.length();
        }
        return length;
    }

    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private @Nullable Node variable;
        private int endpoint = NOT_FOUND;
        private int catchAll = NOT_FOUND;

        void add(List<String> segments, int number) {
            if (segments.isEmpty()) {
                endpoint = number;
            } else if (Endpoint.isCatchAll(segments.get(0))) {
                catchAll = number;
            } else {
                child(segments.get(0)).add(segments.subList(1, segments.size()), number);
            }
        }

        private Node child(String segment) {
            if (!Endpoint.isVariable(segment)) {
                return literals.computeIfAbsent(segment, literal -> new Node());
            }
            Node child = variable == null ? new Node() : variable;
            variable = child;
            return child;
        }
    }
}
