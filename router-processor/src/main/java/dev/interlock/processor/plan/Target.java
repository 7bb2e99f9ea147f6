package dev.interlock.processor.plan;

/** Where a step of a decision tree leads. */
sealed interface Target {
    /** No route. */
    record Nowhere() implements Target {}

    /** A route, of which nothing is left to be compared. */
    record Leaf(int route) implements Target {}

    /** Routes to be compared in order. */
    record Candidates(int list) implements Target {}

    /** A further node. */
    record Step(int node) implements Target {}

    Target NOWHERE = new Nowhere();
}
