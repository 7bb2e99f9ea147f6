package dev.interlock.processor.declaration;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.report.Place;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * A route that an annotation declares. Its handler is read later.
 *
 * @param method request method
 * @param template template of the route; empty if it has a mistake
 * @param annotation annotation that declares the route
 * @param value template in the annotation; null if the annotation uses the default
 */
public record RouteDeclaration(
        String method,
        Optional<PathTemplate> template,
        AnnotationMirror annotation,
        @Nullable AnnotationValue value) {
    /** Returns the place at which mistakes of the template are reported. */
    public Place place(ExecutableElement handler) {
        return new Place(handler, annotation, value);
    }
}
