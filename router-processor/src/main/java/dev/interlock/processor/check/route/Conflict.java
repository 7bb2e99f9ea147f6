package dev.interlock.processor.check.route;

/**
 * A route that conflicts with another route.
 *
 * @param route index of the route
 * @param other index of the other route
 * @param example for {@link Kind#DUPLICATE} and {@link Kind#AMBIGUOUS}, a percent-encoded path that both routes match;
 *     for {@link Kind#OVERLAPPING}, media types that both routes accept; otherwise empty
 */
record Conflict(Kind kind, int route, int other, String example) {
    /** Kinds of conflicts. */
    enum Kind {
        /** Both routes match the same paths. */
        DUPLICATE,
        /** Both routes match the same paths and have some media types in common. */
        OVERLAPPING,
        /** Both routes match some path, and neither route has a higher rank. */
        AMBIGUOUS,
        /** The other route has a higher rank and matches all paths of this route. */
        UNREACHABLE,
        /** Several routes with a higher rank, including the other route, together match all paths of this route. */
        COVERED
    }
}
