package dev.interlock.processor.escape;

import dev.interlock.processor.escape.Root.Edge;

/** How a root gets to a place: as itself, as a part of an object, or because a lambda refers to it. */
record Reach(Path path, Edge.Kind kind) {
    static Edge.Kind weaker(Edge.Kind one, Edge.Kind other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
