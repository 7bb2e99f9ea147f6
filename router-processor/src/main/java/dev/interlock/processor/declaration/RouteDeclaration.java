package dev.interlock.processor.declaration;

import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.report.Place;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import org.jspecify.annotations.Nullable;

/**
 * A route as an annotation declares it, before its handler is read.
 *
 * @param method the token
 * @param template empty if it has a mistake
 * @param value the template in the annotation; null where it is left to its default
 */
public record RouteDeclaration(
        String method,
        Optional<PathTemplate> template,
        AnnotationMirror annotation,
        @Nullable AnnotationValue value) {
    /** Where the template stands. */
    public Place place(ExecutableElement handler) {
        return new Place(handler, annotation, value);
    }
}
