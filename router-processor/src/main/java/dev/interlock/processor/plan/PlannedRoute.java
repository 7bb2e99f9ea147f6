package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;

/**
 * A route as dispatch needs it.
 *
 * @param number from 0, without gaps
 * @param method number of the method, from 0
 * @param found number of the route that dispatch finds instead of it; its own number unless both match the same paths
 */
public record PlannedRoute(int number, int method, PathTemplate template, int found) {
    /** A route that dispatch finds itself. */
    public PlannedRoute(int number, int method, PathTemplate template) {
        this(number, method, template, number);
    }
}
