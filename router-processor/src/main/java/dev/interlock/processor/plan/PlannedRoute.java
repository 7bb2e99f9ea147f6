package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;

/**
 * A route with the facts that dispatch needs.
 *
 * @param number number of the route; routes are numbered from 0 without gaps
 * @param method number of the method, from 0
 * @param found number of the route that a lookup returns for the paths of this route. If the route has variants, this
 *     is the preferred variant; otherwise the route itself
 */
public record PlannedRoute(int number, int method, PathTemplate template, int found) {
    /** Creates a route for which a lookup returns the route itself. */
    public PlannedRoute(int number, int method, PathTemplate template) {
        this(number, method, template, number);
    }
}
