package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import dev.interlock.processor.escape.Root.Edge;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Effects of a method on its arguments. They include the effects of the methods that it calls. */
final class Summary {
    /**
     * Roots that the method returns, either as its result or within its result. These are parameters, shared objects
     * and roots of the kind {@link Root.Typed}.
     */
    final Map<Root, Reach> returned = new LinkedHashMap<>();

    final Map<EscapeKey, Escape> escapes = new LinkedHashMap<>();

    final Map<Kept, Store> kept = new LinkedHashMap<>();

    final Set<Kept> applied = new LinkedHashSet<>();

    /** A root, and the place at which the root escapes. */
    record EscapeKey(Root root, Tree end) {}

    /**
     * Two parameters of a method. The parameter {@code into} either stores {@code parameter}, or is a function that the
     * method calls with {@code parameter}.
     */
    record Kept(int parameter, int into) {}

    /**
     * An escape of a value from the request.
     *
     * @param path steps from the root to the end
     * @param at place of the escape in this method
     * @param end place that keeps the value; it may be in another method
     * @param isAwaited whether the method returns a stage that completes only after the use of the value
     */
    record Escape(
            Leak.Kind kind,
            Edge.Kind held,
            Path path,
            String where,
            Tree at,
            Tree end,
            CompilationUnitTree endUnit,
            boolean isAwaited) {}

    int size() {
        int weights =
                returned.values().stream().mapToInt(it -> weight(it.kind())).sum();
        return weights + escapes.size() + kept.size() + applied.size();
    }

    /** Returns the weight of an edge. If a more precise edge replaces an edge, the size of the summary grows. */
    private static int weight(Edge.Kind kind) {
        return switch (kind) {
            case ALIAS -> 3;
            case ELEMENT -> 2;
            case CAPTURE -> 1;
        };
    }
}
