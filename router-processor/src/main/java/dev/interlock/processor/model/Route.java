package dev.interlock.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * A method and a template that belong to a handler.
 *
 * @param method token of the method, such as {@code GET}
 * @param annotation annotation on the handler's method that declares the route
 * @param value template within the annotation, or null if the annotation uses its default
 * @param position index in the order of declaration: controllers in the application, then methods, then templates
 */
public record Route(
        String method,
        PathTemplate template,
        Handler handler,
        AnnotationMirror annotation,
        @Nullable AnnotationValue value,
        int position) {
    /** Returns the same route at another position. */
    public Route at(int declared) {
        return new Route(method, template, handler, annotation, value, declared);
    }
}
