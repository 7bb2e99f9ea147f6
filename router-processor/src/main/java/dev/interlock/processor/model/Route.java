package dev.interlock.processor.model;

import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import org.jspecify.annotations.Nullable;

/**
 * A method and a template that lead to a handler.
 *
 * @param method the token, {@code GET} for instance
 * @param annotation the one on the handler's method that declares the route
 * @param value the template within the annotation; null where the annotation leaves it to its default
 * @param position in the order of declaration: of controllers in the application, of methods, of templates
 */
public record Route(
        String method,
        PathTemplate template,
        Handler handler,
        AnnotationMirror annotation,
        @Nullable AnnotationValue value,
        int position) {
    /** The same route at that position. */
    public Route at(int declared) {
        return new Route(method, template, handler, annotation, value, declared);
    }
}
