package dev.interlock.http;

import java.lang.annotation.Annotation;

/**
 * Creates the filters for an annotation that is marked with {@code @FilterBinding}.
 *
 * @param <A> the marked annotation
 */
@FunctionalInterface
public interface FilterFactory<A extends Annotation> {
    /**
     * Returns the filter of a route. Called once for each route with the annotation, when the router is created. An
     * exception ends the creation of the router. Routes may share a filter.
     *
     * @param annotation the annotation on the route's handler or controller; members without a value have their
     *     defaults
     */
    Filter create(A annotation, RouteInfo route);
}
