package dev.interlock.processor.source;

import com.google.auto.common.AnnotationMirrors;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Decides whether generated code can create an annotation. To create an annotation, generated code declares a class
 * that implements the annotation type.
 */
public final class AnnotationAccess {
    private AnnotationAccess() {}

    /** Whether an annotation type has the retention RUNTIME. */
    public static boolean isRetained(Element annotationType) {
        return Annotations.named(annotationType, "java.lang.annotation.Retention")
                .filter(it -> Annotations.constant(it, "value").equals("RUNTIME"))
                .isPresent();
    }

    /**
     * Returns the first type in an annotation that generated code cannot access; empty if it can access all. Generated
     * code names the annotation type, the types of its members, and the types in their values.
     */
    public static Optional<TypeMirror> hidden(Scope scope, AnnotationMirror mirror) {
        Stream<TypeMirror> declared = Stream.concat(
                Stream.of(mirror.getAnnotationType()),
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements()).stream()
                        .map(ExecutableElement::getReturnType));
        Stream<TypeMirror> used = AnnotationMirrors.getAnnotationValuesWithDefaults(mirror).values().stream()
                .flatMap(value -> hidden(scope, value).stream());
        return Stream.concat(declared.filter(it -> !scope.canAccess(it)), used).findFirst();
    }

    private static Optional<TypeMirror> hidden(Scope scope, AnnotationValue value) {
        if (value.getValue() instanceof List<?> values) {
            return values.stream()
                    .flatMap(it -> hidden(scope, (AnnotationValue) it).stream())
                    .findFirst();
        }
        if (value.getValue() instanceof AnnotationMirror mirror) {
            return hidden(scope, mirror);
        }
        Optional<TypeMirror> named = Optional.empty();
        if (value.getValue() instanceof TypeMirror type) {
            named = Optional.of(type);
        } else if (value.getValue() instanceof VariableElement constant) {
            named = Optional.of(constant.asType());
        }
        return named.filter(type -> !scope.canAccess(type));
    }
}
