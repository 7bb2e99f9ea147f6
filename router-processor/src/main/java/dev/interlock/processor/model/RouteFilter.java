package dev.interlock.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** A filter that only some routes have. */
public sealed interface RouteFilter {
    /** Returns the instance that the application passes to its router. */
    Instance instance();

    /** Returns the class of the filter. For a filter from a factory, returns the type that the factory declares. */
    TypeElement type();

    /** A filter that the application passes to its router. All routes with the filter share this instance. */
    record Shared(Instance instance) implements RouteFilter {
        @Override
        public TypeElement type() {
            return instance.type();
        }
    }

    /**
     * A filter that a factory creates for each route.
     *
     * @param instance the factory
     * @param annotation annotation that is passed to the factory
     */
    record Bound(Instance instance, AnnotationMirror annotation, TypeElement type) implements RouteFilter {}
}
