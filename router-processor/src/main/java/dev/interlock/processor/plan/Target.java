package dev.interlock.processor.plan;

/** Next step of a lookup in a decision tree. */
sealed interface Target {
    /** The path has no route. */
    record Nowhere() implements Target {}

    /** The path has this route. The lookup compares nothing else. */
    record Leaf(int route) implements Target {}

    /** The lookup compares the routes of a list in order and takes the first route that matches. */
    record Candidates(int list) implements Target {}

    /** The lookup continues at another node. */
    record Step(int node) implements Target {}

    Target NOWHERE = new Nowhere();
}
