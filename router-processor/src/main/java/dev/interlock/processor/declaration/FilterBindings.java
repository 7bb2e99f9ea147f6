package dev.interlock.processor.declaration;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementScanner14;

/** Reads bindings: annotations of the application that are marked with {@code @FilterBinding}. */
public final class FilterBindings {
    private FilterBindings() {}

    /** An element and a binding on it. */
    public record Use(Element element, AnnotationMirror annotation) {}

    /** Returns all bindings on these elements and on the elements in them, including parameters and fields. */
    public static List<Use> uses(Iterable<? extends Element> roots) {
        List<Use> uses = new ArrayList<>();
        Map<Element, Boolean> known = new HashMap<>();
        ElementScanner14<Void, Void> scanner = new ElementScanner14<>() {
            @Override
            public Void scan(Element element, Void unused) {
                for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
                    if (known.computeIfAbsent(
                            type(mirror), type -> Annotations.has(type, RuntimeAnnotations.FILTER_BINDING))) {
                        uses.add(new Use(element, mirror));
                    }
                }
                return super.scan(element, null);
            }
        };
        scanner.scan(roots, null);
        return uses;
    }

    /** Returns the bindings of an element in the order of the source. Includes each binding within a container. */
    public static Stream<AnnotationMirror> of(Element element) {
        return element.getAnnotationMirrors().stream().flatMap(mirror -> bindings(mirror));
    }

    /** Returns the annotation if it is a binding, or the bindings in a container of repeated bindings. */
    public static Stream<AnnotationMirror> bindings(AnnotationMirror annotation) {
        if (isBinding(annotation)) {
            return Stream.of(annotation);
        }
        return annotation.getElementValues().values().stream()
                .filter(value -> value.getValue() instanceof List<?>)
                .flatMap(value -> ((List<?>) value.getValue()).stream())
                .flatMap(value -> ((AnnotationValue) value).getValue() instanceof AnnotationMirror within
                                && isBinding(within)
                                && isRepeatable(type(within))
                        ? Stream.of(within)
                        : Stream.of());
    }

    public static boolean isBinding(AnnotationMirror annotation) {
        return Annotations.has(type(annotation), RuntimeAnnotations.FILTER_BINDING);
    }

    public static boolean isRepeatable(TypeElement binding) {
        return Annotations.named(binding, "java.lang.annotation.Repeatable").isPresent();
    }

    /** Returns the type of a binding. */
    public static TypeElement type(AnnotationMirror annotation) {
        return (TypeElement) annotation.getAnnotationType().asElement();
    }

    /** Returns the value of {@code @FilterBinding} on a binding's type: the class of the factory. */
    public static AnnotationValue factory(TypeElement binding) {
        return Annotations.value(mark(binding), "value");
    }

    /** Returns the {@code @FilterBinding} on a binding's type. */
    public static AnnotationMirror mark(TypeElement binding) {
        return Annotations.find(binding, RuntimeAnnotations.FILTER_BINDING).orElseThrow();
    }

    /** Whether the factories of all bindings of an element exist. */
    public static boolean areFactoriesKnown(Element element) {
        return of(element).allMatch(binding -> ApplicationAnnotation.exists(factory(type(binding))));
    }

    /** Returns the class that is named as the factory; empty if it is not a class or does not exist. */
    public static Optional<TypeElement> factoryClass(TypeElement binding) {
        return ApplicationAnnotation.classOf(factory(binding));
    }
}
