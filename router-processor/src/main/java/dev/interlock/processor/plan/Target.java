package dev.interlock.processor.plan;

/** Target of a step in a decision tree. */
sealed interface Target {
    /** No route. */
    record Nowhere() implements Target {}

    /** A route that needs no further comparison. */
    record Leaf(int route) implements Target {}

    /** Routes to be compared in order. */
    record Candidates(int list) implements Target {}

    /** A further node. */
    record Step(int node) implements Target {}

    Target NOWHERE = new Nowhere();
}
