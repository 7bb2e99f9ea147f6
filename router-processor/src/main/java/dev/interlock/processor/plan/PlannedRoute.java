package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;

/**
 * A route with the facts that dispatch needs.
 *
 * @param number number of the route; routes are numbered from 0 without gaps
 * @param method number of the method, from 0
 * @param found number of the route that represents this route in lookups: the preferred variant, or the route itself if
 *     it has no variants
 */
public record PlannedRoute(int number, int method, PathTemplate template, int found) {
    /** Creates a route that represents itself. */
    public PlannedRoute(int number, int method, PathTemplate template) {
        this(number, method, template, number);
    }
}
