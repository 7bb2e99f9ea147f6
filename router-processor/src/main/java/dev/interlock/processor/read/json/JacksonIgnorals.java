package dev.interlock.processor.read.json;

import com.google.auto.common.AnnotationValues;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Finds the properties that Jackson never reads from a request. */
final class JacksonIgnorals {
    private static final String ANNOTATION = "com.fasterxml.jackson.annotation.";

    private JacksonIgnorals() {}

    /**
     * Whether the annotations of a property tell Jackson not to read this property.
     *
     * @param carriers elements that may carry these annotations
     */
    static boolean isMarked(TypeElement type, List<Element> carriers) {
        if (carriers.stream().anyMatch(JacksonIgnorals::isReadOnly)) {
            return true;
        }
        // The getter of a class may have @JsonIgnore by itself. Jackson then still reads the property if an annotation
        // names a field or setter.
        boolean hasWayIn = type.getKind() != ElementKind.RECORD
                && carriers.stream().anyMatch(it -> !isGetter(it) && isNamed(it) && !isIgnored(it));
        return !hasWayIn && carriers.stream().anyMatch(JacksonIgnorals::isIgnored);
    }

    /**
     * Whether the annotations of a type or its supertypes tell Jackson not to read a property.
     *
     * @param name name of the property in JSON
     */
    static boolean isListed(Scope scope, TypeElement type, String name) {
        boolean isIgnored = nearest(scope, type, "JsonIgnoreProperties")
                .filter(it -> !Annotations.flag(it, "allowSetters") && lists(it, name))
                .isPresent();
        boolean isLeftOut = nearest(scope, type, "JsonIncludeProperties")
                .filter(it -> !lists(it, name))
                .isPresent();
        return isIgnored || isLeftOut;
    }

    private static Optional<AnnotationMirror> nearest(Scope scope, TypeElement type, String annotation) {
        return Supertypes.of(scope, type).stream()
                .flatMap(it -> Annotations.named(it, ANNOTATION + annotation).stream())
                .findFirst();
    }

    private static boolean lists(AnnotationMirror annotation, String name) {
        return Annotations.list(annotation, "value").stream()
                .map(AnnotationValues::getString)
                .anyMatch(name::equals);
    }

    private static boolean isReadOnly(Element carrier) {
        return Annotations.named(carrier, ANNOTATION + "JsonProperty")
                .filter(it -> Annotations.constant(it, "access").equals("READ_ONLY"))
                .isPresent();
    }

    private static boolean isIgnored(Element carrier) {
        return Annotations.named(carrier, ANNOTATION + "JsonIgnore")
                .filter(it -> Annotations.flag(it, "value"))
                .isPresent();
    }

    private static boolean isNamed(Element carrier) {
        return Annotations.named(carrier, ANNOTATION + "JsonProperty").isPresent()
                || Annotations.named(carrier, ANNOTATION + "JsonSetter").isPresent();
    }

    private static boolean isGetter(Element carrier) {
        return carrier.getKind() == ElementKind.METHOD
                && ((ExecutableElement) carrier).getParameters().isEmpty();
    }
}
