package dev.interlock.processor.read;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.declaration.FilterBindings;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import dev.interlock.processor.source.Supertypes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.Name;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * Finds the methods of a class that carry annotations of one kind, including inherited methods.
 *
 * <p>Annotations are inherited as in Jakarta REST (section 3.6). A method without any annotation of Interlock inherits
 * the annotations of the method that it overrides. A subclass can thus change the code of a handler and keep its
 * routes. If the method or one of its parameters has an annotation of Interlock, the method inherits none. Readers
 * therefore never merge the annotations of two methods.
 */
final class HandlerMethods {
    private final Scope scope;
    private final TypeElement type;
    private final Predicate<ExecutableElement> declares;
    /** End of the message about a method that lost its inherited annotation, such as "has no route". */
    private final String loss;

    private HandlerMethods(Scope scope, TypeElement type, Predicate<ExecutableElement> declares, String loss) {
        this.scope = scope;
        this.type = type;
        this.declares = declares;
        this.loss = loss;
    }

    /**
     * Returns the handlers of a controller. Its own handlers come first, in the order of the source, and inherited
     * handlers follow. Reports handlers that the controller cannot inherit.
     */
    static Outcome<List<HandlerMethod>> ofRoutes(Scope scope, TypeElement controller) {
        return new HandlerMethods(
                        scope,
                        controller,
                        method -> !RouteAnnotations.of(method).isEmpty(),
                        "has no route")
                .find();
    }

    /**
     * Returns the error methods of a class. Its own methods come first, in the order of the source, and inherited
     * methods follow. Reports methods that the class cannot inherit.
     */
    static Outcome<List<HandlerMethod>> ofErrors(Scope scope, TypeElement type) {
        return new HandlerMethods(
                        scope,
                        type,
                        method -> Annotations.has(method, RuntimeAnnotations.ON_ERROR),
                        "handles no errors")
                .find();
    }

    private Outcome<List<HandlerMethod>> find() {
        Collection<List<ExecutableElement>> candidates = candidates();
        if (candidates.isEmpty()) {
            return Outcome.sound(List.of());
        }
        Steps steps = new Steps();
        Set<ExecutableElement> members = scope.methodsOf(type).collect(Collectors.toSet());
        List<HandlerMethod> own = new ArrayList<>();
        List<HandlerMethod> inherited = new ArrayList<>();
        for (List<ExecutableElement> sameName : candidates) {
            for (ExecutableElement method : sameName) {
                if (isOverridden(method, sameName, members)) {
                    continue;
                }
                boolean isOwn = type.equals(method.getEnclosingElement());
                steps.take(members.contains(method) ? declared(method, sameName) : lost(method))
                        .ifPresent(isOwn ? own::add : inherited::add);
            }
        }
        Map<Element, Integer> order = new HashMap<>();
        type.getEnclosedElements().forEach(member -> order.put(member, order.size()));
        own.sort(Comparator.comparingInt(it -> order.getOrDefault(it.called(), 0)));
        inherited.sort(Comparator.comparing(it -> Place.describe(it.declared())));
        return steps.outcome(Stream.concat(own.stream(), inherited.stream()).toList());
    }

    /**
     * Returns the methods of the class and its supertypes, grouped by name. Leaves out each name for which no method
     * has the annotation.
     */
    private Collection<List<ExecutableElement>> candidates() {
        Map<Name, List<ExecutableElement>> byName = new LinkedHashMap<>();
        for (TypeElement above : Supertypes.of(scope, type)) {
            ElementFilter.methodsIn(above.getEnclosedElements())
                    .forEach(method -> byName.computeIfAbsent(method.getSimpleName(), name -> new ArrayList<>())
                            .add(method));
        }
        byName.values().removeIf(methods -> methods.stream().noneMatch(declares));
        return byName.values();
    }

    /** Whether the class has a method that overrides the given method. */
    private boolean isOverridden(
            ExecutableElement method, List<ExecutableElement> sameName, Set<ExecutableElement> members) {
        return sameName.size() > 1
                && sameName.stream()
                        .anyMatch(it -> members.contains(it) && scope.elements().overrides(it, method, type));
    }

    /**
     * Handles a method of a supertype that the class does not inherit. If the method has no annotation, returns empty.
     * If it is private or static, returns it, and {@code CallRules} will report it. Otherwise it is package-private in
     * another package, so this method reports it and returns empty.
     */
    private Outcome<Optional<HandlerMethod>> lost(ExecutableElement method) {
        if (!declares.test(method)) {
            return Outcome.sound(Optional.empty());
        }
        Set<Modifier> modifiers = method.getModifiers();
        if (modifiers.contains(Modifier.STATIC) || modifiers.contains(Modifier.PRIVATE)) {
            return Outcome.sound(Optional.of(new HandlerMethod(method, method)));
        }
        scope.report(
                Message.INACCESSIBLE_HANDLER,
                Place.of(method),
                Place.describe(method),
                scope.homeName(),
                "make " + Place.describe(method) + " public: " + Place.describe(type)
                        + " is of another package and does not inherit it");
        return Outcome.flawed(Optional.empty());
    }

    private Outcome<Optional<HandlerMethod>> declared(ExecutableElement called, List<ExecutableElement> sameName) {
        List<ExecutableElement> above = sameName.stream()
                .filter(it -> !it.equals(called))
                .filter(it -> annotation(it).isPresent())
                .filter(it -> scope.elements().overrides(called, it, type))
                .toList();
        Optional<AnnotationMirror> own = annotation(called);
        List<ExecutableElement> nearest = own.isPresent() ? List.of(called) : nearest(above);
        Optional<ExecutableElement> declaring =
                nearest.stream().filter(declares).findFirst();
        if (nearest.size() > 1 && declaring.isPresent()) {
            scope.report(
                    Message.SEVERAL_INHERITED_ROUTES,
                    Place.of(called),
                    Place.describe(called),
                    Place.describe(nearest.get(0)),
                    Place.describe(nearest.get(1)));
            return Outcome.flawed(Optional.empty());
        }
        Steps steps = new Steps();
        if (declaring.isEmpty()) {
            nearest.forEach(it -> steps.take(keepsRoute(it, above)));
        }
        return steps.outcome(declaring.map(it -> new HandlerMethod(it, called)));
    }

    /** Returns the methods of a list that no other method of the list overrides. */
    private List<ExecutableElement> nearest(List<ExecutableElement> methods) {
        return methods.stream()
                .filter(method -> methods.stream()
                        .noneMatch(it -> !it.equals(method)
                                && !areOfUnrelatedInterfaces(it, method)
                                && scope.elements().overrides(it, method, type)))
                .toList();
    }

    /**
     * Whether both methods belong to interfaces, and the interface of the first method does not extend the interface of
     * the second. In this case, ECJ says that the first method overrides the second, but javac says that it does not.
     */
    private boolean areOfUnrelatedInterfaces(ExecutableElement method, ExecutableElement other) {
        TypeElement above = MoreElements.asType(method.getEnclosingElement());
        TypeElement beside = MoreElements.asType(other.getEnclosingElement());
        return above.getKind().isInterface()
                && beside.getKind().isInterface()
                && !scope.types()
                        .isSubtype(
                                scope.types().erasure(above.asType()),
                                scope.types().erasure(beside.asType()));
    }

    /**
     * Checks that the annotations of a method do not replace the annotations of an overridden handler or error method.
     * If they do, reports the method and returns false.
     */
    private boolean keepsRoute(ExecutableElement method, List<ExecutableElement> above) {
        Optional<ExecutableElement> replaced =
                above.stream().filter(it -> !it.equals(method)).filter(declares).findFirst();
        replaced.ifPresent(it -> scope.report(
                Message.OVERRIDE_WITHOUT_ROUTE,
                Place.of(method),
                Place.describe(method),
                Place.describe(it),
                Annotations.simpleName(annotation(method).orElseThrow()),
                loss));
        return replaced.isEmpty();
    }

    /**
     * Returns the first annotation of Interlock or filter binding on the method. If there is none, returns the first
     * one on its parameters. Empty if there is none on either.
     */
    private static Optional<AnnotationMirror> annotation(ExecutableElement method) {
        return Stream.concat(Stream.of(method), method.getParameters().stream())
                .flatMap(element -> element.getAnnotationMirrors().stream())
                .filter(annotation -> Annotations.isOurs(annotation) || FilterBindings.isBinding(annotation))
                .<AnnotationMirror>map(mirror -> mirror)
                .findFirst();
    }
}
