package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.BindingRules;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.RouteFilter;
import dev.interlock.processor.report.BindingMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.UnfinishedAnnotation;
import dev.interlock.processor.runtime.RuntimeNames;
import dev.interlock.processor.source.AnnotationAccess;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads the bindings of one application. A binding is an annotation that adds a filter. */
final class BindingReader {
    private final Scope scope;
    private final Function<TypeElement, Instance> factories;
    private final BindingRules rules;

    /**
     * Creates a reader for one application.
     *
     * @param factories function that returns the instance of a factory class; for each class, it always returns the
     *     same instance
     */
    BindingReader(Scope scope, Function<TypeElement, Instance> factories) {
        this.scope = scope;
        this.factories = factories;
        this.rules = new BindingRules(scope.types(), scope.problems());
    }

    /** Returns the filter that a binding adds; empty if a mistake was reported. */
    Optional<RouteFilter> read(Element element, AnnotationMirror annotation) {
        if (!Annotations.isFinished(annotation)) {
            throw new UnfinishedAnnotation(annotation);
        }
        TypeElement binding = FilterBindings.type(annotation);
        return rules.check(binding) && isAccessible(element, annotation, binding)
                ? Optional.of(filter(annotation, binding))
                : Optional.empty();
    }

    private RouteFilter filter(AnnotationMirror annotation, TypeElement binding) {
        TypeElement factory = FilterBindings.factoryClass(binding).orElseThrow();
        return new RouteFilter.Bound(factories.apply(factory), annotation, created(factory, binding));
    }

    private boolean isAccessible(Element element, AnnotationMirror annotation, TypeElement binding) {
        Place place = Place.of(element, annotation);
        TypeElement factory = FilterBindings.factoryClass(binding).orElseThrow();
        if (!scope.canAccess(factory)) {
            scope.report(
                    BindingMessage.INACCESSIBLE_FACTORY,
                    place,
                    Place.describe(factory),
                    scope.homeName(),
                    scope.accessTip(factory.asType()));
            return false;
        }
        Optional<TypeMirror> hidden = AnnotationAccess.hidden(scope, annotation);
        hidden.ifPresent(type -> scope.report(
                BindingMessage.INACCESSIBLE_BINDING,
                place,
                binding.getSimpleName(),
                Place.describe(element),
                Place.describe(type),
                scope.accessTip(type)));
        return hidden.isEmpty();
    }

    /**
     * Returns the class of the filters that a factory creates. It is the return type of the factory's method if this
     * type is a usable filter, otherwise {@code Filter}.
     */
    private TypeElement created(TypeElement factory, TypeElement binding) {
        return scope.methodsOf(factory)
                .filter(method -> isCreate(method, binding))
                .flatMap(method -> Classes.of(method.getReturnType()).stream())
                .filter(type -> type.getTypeParameters().isEmpty()
                        && scope.canAccess(type)
                        && scope.isSubtype(type.asType(), RuntimeNames.FILTER))
                .findFirst()
                .orElseGet(() -> scope.known().find(RuntimeNames.FILTER).orElseThrow());
    }

    private static boolean isCreate(ExecutableElement method, TypeElement binding) {
        return method.getSimpleName().contentEquals("create")
                && method.getParameters().size() == 2
                && Classes.of(method.getParameters().get(0).asType())
                        .filter(binding::equals)
                        .isPresent();
    }
}
