package dev.interlock.processor.check.route;

/**
 * A route that should change because of another one.
 *
 * @param route index of the route
 * @param other index of what it conflicts with
 * @param example a path that both match, percent-encoded; of {@link Kind#OVERLAPPING} media types that both take
 */
record Conflict(Kind kind, int route, int other, String example) {
    /** What is wrong with the route. */
    enum Kind {
        /** Both match the same paths. */
        DUPLICATE,
        /** Both match the same paths, and take the same media types among others. */
        OVERLAPPING,
        /** Some path matches both, and neither is more specific. */
        AMBIGUOUS,
        /** The other is more specific and matches all that the route does. */
        UNREACHABLE,
        /** The other and further ones are more specific, and together match all that the route does. */
        COVERED
    }
}
