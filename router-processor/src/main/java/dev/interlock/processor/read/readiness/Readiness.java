package dev.interlock.processor.read.readiness;

import com.google.auto.common.SuperficialValidation;
import dev.interlock.processor.declaration.ApplicationAnnotation;
import dev.interlock.processor.declaration.ConstraintAnnotations;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.KnownValues;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Decides whether the processor can read an application in this round. If a type or constant that the application names
 * does not exist yet, another processor may generate it for a later round.
 */
public final class Readiness {
    private Readiness() {}

    /**
     * Whether all classes that the application lists exist, and all types and constants that their handlers and error
     * methods name.
     */
    public static boolean isReady(TypeElement root) {
        boolean allExist = Stream.of("controllers", "filters", "errors")
                .flatMap(member -> ApplicationAnnotation.listed(root, member).stream())
                .allMatch(ApplicationAnnotation::exists);
        boolean haveSupertypes = Stream.of("controllers", "filters", "errors")
                .flatMap(member -> ApplicationAnnotation.listed(root, member).stream())
                .flatMap(value -> ApplicationAnnotation.classOf(value).stream())
                .allMatch(it -> hasKnownValues(it) && hasSupertypes(it));
        return allExist
                && hasKnownValues(root)
                && haveSupertypes
                && ApplicationAnnotation.listedControllers(root).stream().allMatch(Readiness::areFiltersKnown)
                && Stream.concat(
                                ApplicationAnnotation.listedControllers(root).stream(),
                                ApplicationAnnotation.listedErrors(root).stream())
                        .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
                        .allMatch(Readiness::isReady);
    }

    /** Whether all filters in the {@code @UseFilters} of an element exist, and the factories of all its bindings. */
    private static boolean areFiltersKnown(Element element) {
        return Annotations.find(element, RuntimeAnnotations.USE_FILTERS).stream()
                        .flatMap(annotation -> Annotations.list(annotation, "value").stream())
                        .allMatch(ApplicationAnnotation::exists)
                && FilterBindings.areFactoriesKnown(element);
    }

    /** Whether all supertypes of a type exist and can be read. They may declare routes. */
    private static boolean hasSupertypes(TypeElement type) {
        return Stream.concat(Stream.of(type.getSuperclass()), type.getInterfaces().stream())
                .allMatch(above -> SuperficialValidation.validateType(above)
                        && Classes.of(above).stream().allMatch(Readiness::canRead));
    }

    /** Whether the processor can read the handlers and error methods of a supertype, and of its own supertypes. */
    private static boolean canRead(TypeElement above) {
        return hasKnownValues(above)
                && ElementFilter.methodsIn(above.getEnclosedElements()).stream().allMatch(Readiness::isReady)
                && hasSupertypes(above);
    }

    private static boolean isReady(ExecutableElement method) {
        boolean isRead = !RouteAnnotations.of(method).isEmpty() || Annotations.has(method, RuntimeAnnotations.ON_ERROR);
        return !isRead
                || (SuperficialValidation.validateElement(method)
                        && FilterBindings.areFactoriesKnown(method)
                        && Stream.concat(Stream.of(method), method.getParameters().stream())
                                .allMatch(Readiness::hasKnownValues));
    }

    /**
     * Whether all constants in the annotations of an element exist. If a constant is still missing at the end, javac
     * reports it.
     */
    static boolean hasKnownValues(Element element) {
        return hasKnownValues(element, new HashSet<>());
    }

    /**
     * Whether all constants exist in the annotations of an element and in the declarations of its constraints. The
     * declaration of a constraint names its validators and the constraints of which it is composed.
     */
    private static boolean hasKnownValues(Element element, Set<Element> seen) {
        return !seen.add(element)
                || Stream.concat(element.getAnnotationMirrors().stream(), onArguments(element.asType()))
                        .allMatch(annotation -> KnownValues.isKnown(annotation)
                                && (!ConstraintAnnotations.isConstraint(annotation)
                                        || hasKnownValues(
                                                annotation.getAnnotationType().asElement(), seen)));
    }

    /** Returns the annotations on the arguments of a type, at all levels. */
    private static Stream<AnnotationMirror> onArguments(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                        .flatMap(it -> Stream.concat(it.getAnnotationMirrors().stream(), onArguments(it)))
                : Stream.of();
    }
}
