package dev.interlock.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** A filter that only some routes have. */
public sealed interface RouteFilter {
    /**
     * Returns the instance that the application passes to its router: the filter, or the factory that creates the
     * filter.
     */
    Instance instance();

    /** Returns the class of the filter. If a factory creates the filter, returns the type that the factory declares. */
    TypeElement type();

    /** A filter that the application passes to its router. All routes of the filter share this instance. */
    record Shared(Instance instance) implements RouteFilter {
        @Override
        public TypeElement type() {
            return instance.type();
        }
    }

    /**
     * A filter that a factory creates. Each route has its own instance.
     *
     * @param instance the factory
     * @param annotation annotation that the factory receives
     */
    record Bound(Instance instance, AnnotationMirror annotation, TypeElement type) implements RouteFilter {}
}
