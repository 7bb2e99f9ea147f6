package dev.interlock.processor.plan;

import dev.interlock.processor.model.PathTemplate;

/**
 * What dispatch needs to know of a route.
 *
 * @param number from 0, without gaps
 * @param method the number of its method, from 0
 */
public record PlannedRoute(int number, int method, PathTemplate template) {}
