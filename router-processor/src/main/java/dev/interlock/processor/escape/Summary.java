package dev.interlock.processor.escape;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import dev.interlock.processor.escape.Root.Edge;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What a method does with what it gets, the methods that it calls included. */
final class Summary {
    /** Parameters, and what is shared or known by type, that are or are within what it returns. */
    final Map<Root, Reach> returned = new LinkedHashMap<>();

    final Map<EscapeKey, Escape> escapes = new LinkedHashMap<>();

    final Map<Kept, Store> kept = new LinkedHashMap<>();

    final Set<Kept> applied = new LinkedHashSet<>();

    /** The root and the place at the end of its way. */
    record EscapeKey(Root root, Tree end) {}

    /** A parameter that becomes a part of another one, or an argument of that function. */
    record Kept(int parameter, int into) {}

    /**
     * A way out of the request.
     *
     * @param path from the root to the end
     * @param at the place in this method
     * @param end the place at which it is kept, which may be in another method
     * @param isAwaited whether the method returns what completes when the use is over
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

    /** More for what is known more closely, so that each new insight counts. */
    private static int weight(Edge.Kind kind) {
        return switch (kind) {
            case ALIAS -> 3;
            case ELEMENT -> 2;
            case CAPTURE -> 1;
        };
    }
}
