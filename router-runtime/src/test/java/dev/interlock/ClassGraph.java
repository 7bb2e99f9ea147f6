package dev.interlock;

import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Dependencies between named nodes. Nodes and results are sorted, so that a failure has the same message in each run.
 */
public final class ClassGraph {
    /** Limit on the classes in one cycle. */
    private static final int MOST_CLASSES = 3;

    private final Map<String, Set<String>> edges = new TreeMap<>();

    /** Returns the dependencies between top-level classes. A nested class counts as its top-level class. */
    public static ClassGraph of(Iterable<JavaClass> classes) {
        ClassGraph graph = new ClassGraph();
        for (JavaClass each : classes) {
            graph.edges.computeIfAbsent(topLevel(each), name -> new TreeSet<>());
        }
        for (JavaClass each : classes) {
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                String target = topLevel(dependency.getTargetClass().getBaseComponentType());
                if (graph.edges.containsKey(target)) {
                    graph.edge(topLevel(each), target);
                }
            }
        }
        return graph;
    }

    private static String topLevel(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** Adds a dependency, and its nodes if they are new. */
    public ClassGraph edge(String from, String to) {
        edges.computeIfAbsent(from, name -> new TreeSet<>()).add(to);
        edges.computeIfAbsent(to, name -> new TreeSet<>());
        return this;
    }

    public Set<String> nodes() {
        return Collections.unmodifiableSet(edges.keySet());
    }

    /** Returns the strongly connected components of two or more nodes, the largest first. */
    public List<Set<String>> components() {
        Search search = new Search();
        edges.keySet().forEach(search::visit);
        search.found.sort((a, b) -> Integer.compare(b.size(), a.size()));
        return search.found;
    }

    /**
     * Requires that cycles are small, because a reader must know all classes of a cycle to understand one of them.
     * Counts accesses in bytecode. A constant that the compiler has inlined is not a dependency.
     *
     * @throws AssertionError with the cycles of more than {@link #MOST_CLASSES} classes
     */
    public void requireSmallCycles() {
        List<String> large = components().stream()
                .filter(component -> component.size() > MOST_CLASSES)
                .map(component -> "\n" + component.size() + " classes: "
                        + component.stream().map(ClassGraph::brief).collect(joining(", "))
                        + "\n    one cycle: " + cycle(component))
                .toList();
        if (nodes().isEmpty() || !large.isEmpty()) {
            throw new AssertionError(
                    "Of " + nodes().size() + " classes, more than " + MOST_CLASSES + " depend on each other: " + large);
        }
    }

    /** Returns a shortest cycle through the first node of a component, such as "a -> b -> a". */
    public String cycle(Set<String> component) {
        String start = component.iterator().next();
        Map<String, String> previous = new HashMap<>();
        Deque<String> queue = new ArrayDeque<>(List.of(start));
        while (!previous.containsKey(start)) {
            String node = queue.remove();
            for (String next : edges.getOrDefault(node, Set.of())) {
                if (component.contains(next) && previous.putIfAbsent(next, node) == null) {
                    queue.add(next);
                }
            }
        }
        List<String> path = new ArrayList<>(List.of(start));
        String node = start;
        do {
            node = Objects.requireNonNull(previous.get(node));
            path.add(node);
        } while (!node.equals(start));
        Collections.reverse(path);
        return path.stream().map(ClassGraph::brief).collect(joining(" -> "));
    }

    /** Returns a class name with the last part of its package, such as "engine.Connection". */
    public static String brief(String name) {
        int end = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
        return name.substring(end + 1);
    }

    /** Tarjan's algorithm. */
    private final class Search {
        final List<Set<String>> found = new ArrayList<>();
        private final Map<String, Integer> index = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();

        void visit(String node) {
            if (index.containsKey(node)) {
                return;
            }
            index.put(node, index.size());
            lowest.put(node, index.size() - 1);
            open.push(node);
            for (String next : edges.getOrDefault(node, Set.of())) {
                if (!index.containsKey(next)) {
                    visit(next);
                    lowest.merge(node, lowest.getOrDefault(next, 0), Math::min);
                } else if (open.contains(next)) {
                    lowest.merge(node, index.getOrDefault(next, 0), Math::min);
                }
            }
            if (Objects.equals(lowest.get(node), index.get(node))) {
                close(node);
            }
        }

        /** Removes from the stack the component that begins with the node. */
        private void close(String first) {
            Set<String> component = new TreeSet<>();
            String node;
            do {
                node = open.pop();
                component.add(node);
            } while (!node.equals(first));
            if (component.size() > 1) {
                found.add(component);
            }
        }
    }
}
