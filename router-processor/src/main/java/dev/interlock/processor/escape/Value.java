package dev.interlock.processor.escape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** All possible roots of an expression, with the path from each root to the expression. Immutable. */
final class Value {
    static final Value EMPTY = new Value(Map.of());

    private final Map<Root, Path> paths;

    private Value(Map<Root, Path> paths) {
        this.paths = paths;
    }

    static Value of(Root root) {
        return of(root, Path.NONE);
    }

    static Value of(Root root, Path path) {
        return new Value(Map.of(root, path));
    }

    boolean isEmpty() {
        return paths.isEmpty();
    }

    Set<Root> roots() {
        return paths.keySet();
    }

    Path path(Root root) {
        return Objects.requireNonNull(paths.get(root));
    }

    /** Whether this value has all roots of another value. Ignores their paths. */
    boolean holdsAll(Value other) {
        return paths.keySet().containsAll(other.paths.keySet());
    }

    /** Returns the union of both values. For a root in both values, the union keeps the path of this value. */
    Value or(Value other) {
        if (holdsAll(other)) {
            return this;
        }
        if (isEmpty()) {
            return other;
        }
        Map<Root, Path> both = new LinkedHashMap<>(paths);
        other.paths.forEach(both::putIfAbsent);
        return new Value(both);
    }

    /** Returns this value with one more step at the end of each path. */
    Value then(String step) {
        if (isEmpty()) {
            return this;
        }
        Map<Root, Path> next = new LinkedHashMap<>();
        paths.forEach((root, path) -> next.put(root, path.then(step)));
        return new Value(next);
    }
}
