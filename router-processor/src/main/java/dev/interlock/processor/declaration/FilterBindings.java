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

/** Reads bindings. A binding is an annotation of the application whose type is marked with {@code @FilterBinding}. */
public final class FilterBindings {
    private FilterBindings() {}

    /** A binding and the element that carries it. */
    public record Use(Element element, AnnotationMirror annotation) {}

    /**
     * Returns all bindings on these elements and on all elements within them, such as methods, parameters and fields.
     */
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

    /**
     * Returns the bindings of an element in the order of the source. Includes each binding within a container of
     * repeated bindings.
     */
    public static Stream<AnnotationMirror> of(Element element) {
        return element.getAnnotationMirrors().stream().flatMap(mirror -> bindings(mirror));
    }

    /**
     * If the annotation is a binding, returns it. If it is a container of repeated bindings, returns these bindings.
     * Empty for any other annotation.
     */
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

    /** Returns the annotation type of a binding. */
    public static TypeElement type(AnnotationMirror annotation) {
        return (TypeElement) annotation.getAnnotationType().asElement();
    }

    /** Returns the class of the factory that {@code @FilterBinding} names on the annotation type of a binding. */
    public static AnnotationValue factory(TypeElement binding) {
        return Annotations.value(mark(binding), "value");
    }

    /** Returns the {@code @FilterBinding} on the annotation type of a binding. */
    public static AnnotationMirror mark(TypeElement binding) {
        return Annotations.find(binding, RuntimeAnnotations.FILTER_BINDING).orElseThrow();
    }

    /** Whether the factories of all bindings on an element exist. */
    public static boolean areFactoriesKnown(Element element) {
        return of(element).allMatch(binding -> ApplicationAnnotation.exists(factory(type(binding))));
    }

    /**
     * Returns the factory class that {@code @FilterBinding} names; empty if the value is not a class or the class does
     * not exist.
     */
    public static Optional<TypeElement> factoryClass(TypeElement binding) {
        return ApplicationAnnotation.classOf(factory(binding));
    }
}
