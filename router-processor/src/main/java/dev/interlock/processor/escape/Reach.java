package dev.interlock.processor.escape;

import dev.interlock.processor.escape.Root.Edge;

/**
 * Path from a root to a place in the program. The kind tells whether the value at the place is the root or a part of
 * the root, an object that holds the root, or a lambda that captures the root.
 */
record Reach(Path path, Edge.Kind kind) {
    static Edge.Kind weaker(Edge.Kind one, Edge.Kind other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
