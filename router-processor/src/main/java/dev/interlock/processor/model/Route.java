package dev.interlock.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * A request method and a template that lead to a handler.
 *
 * @param method token of the request method, such as {@code GET}
 * @param annotation annotation that declares the route
 * @param value template within the annotation, or null if the annotation uses its default
 * @param position index in the order of declaration: by controller, then by method, then by template
 */
public record Route(
        String method,
        PathTemplate template,
        Handler handler,
        AnnotationMirror annotation,
        @Nullable AnnotationValue value,
        int position) {
    /** Returns a copy of the route with another position. */
    public Route at(int declared) {
        return new Route(method, template, handler, annotation, value, declared);
    }
}
