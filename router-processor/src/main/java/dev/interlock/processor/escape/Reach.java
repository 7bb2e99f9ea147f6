package dev.interlock.processor.escape;

import dev.interlock.processor.escape.Root.Edge;

/**
 * Path from a root to a place, and the relation between them: the place has the root itself, a part of an object, or
 * the capture of a lambda.
 */
record Reach(Path path, Edge.Kind kind) {
    static Edge.Kind weaker(Edge.Kind one, Edge.Kind other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
