package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;

/**
 * What dispatch needs to know of a route.
 *
 * @param number from 0, without gaps
 * @param method the number of its method, from 0
 * @param found the number of the route that is found in its place; its own unless they match the same paths
 */
public record PlannedRoute(int number, int method, PathTemplate template, int found) {
    /** A route that is found itself. */
    public PlannedRoute(int number, int method, PathTemplate template) {
        this(number, method, template, number);
    }
}
