package dev.interlock.processor.check.route;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.Representations;

/**
 * The properties of a route that decide which requests it matches.
 *
 * @param consumed media types of the request body
 * @param produced media types of the response
 */
record Candidate(String method, PathTemplate template, Representations consumed, Representations produced) {
    /** Creates a candidate without media types. */
    Candidate(String method, PathTemplate template) {
        this(method, template, Representations.NONE, Representations.NONE);
    }

    /**
     * Whether the routes are variants: the media type of the request body, or the Accept field, always selects at most
     * one of the two.
     */
    boolean isVariantOf(Candidate other) {
        return consumed.isDisjoint(other.consumed) || produced.isDisjoint(other.produced);
    }

    /** Whether an annotation of the route names media types. */
    boolean namesTypes() {
        return consumed.named() || produced.named();
    }
}
