package dev.interlock.processor.check.route;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.Representations;

/**
 * What decides which requests a route gets.
 *
 * @param consumed the forms of the body that it reads
 * @param produced the forms of its answer
 */
record Candidate(String method, PathTemplate template, Representations consumed, Representations produced) {
    /** A route that says nothing of media types. */
    Candidate(String method, PathTemplate template) {
        this(method, template, Representations.NONE, Representations.NONE);
    }

    /** Whether the media types of a request and its Accept tell the routes apart. */
    boolean isVariantOf(Candidate other) {
        return consumed.isDisjoint(other.consumed) || produced.isDisjoint(other.produced);
    }

    /** Whether an annotation says something of its media types. */
    boolean namesTypes() {
        return consumed.named() || produced.named();
    }
}
