package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.ErrorRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads the error methods of an application. */
final class ErrorsReader {
    private final Scope scope;
    private final ErrorMethodReader methods;

    ErrorsReader(Scope scope) {
        this.scope = scope;
        this.methods = new ErrorMethodReader(scope);
    }

    /**
     * Returns instances of the classes that an application lists for their error methods. Reports unsuitable classes.
     */
    Outcome<List<Instance>> instances(TypeElement root, AnnotationMirror annotation, InstanceNames names) {
        Set<TypeElement> seen = new LinkedHashSet<>();
        Steps steps = new Steps();
        for (AnnotationValue value : Annotations.list(annotation, "errors")) {
            steps.take(check((TypeMirror) value.getValue(), Place.of(root, annotation, value), seen));
        }
        return steps.outcome(
                seen.stream().map(type -> names.name(type, "Errors")).toList());
    }

    /**
     * Adds a listed class to {@code seen} if it is suitable. Returns whether the class is suitable and its inherited
     * error methods have no mistakes.
     */
    private boolean check(TypeMirror listed, Place place, Set<TypeElement> seen) {
        TypeElement type = Classes.of(listed).orElse(null);
        Outcome<List<HandlerMethod>> found = type == null ? Outcome.sound(List.of()) : errorMethods(type);
        if (type == null || found.value().isEmpty()) {
            scope.report(ErrorMessage.NO_ERROR_METHODS, place, Place.describe(listed));
        } else if (seen.contains(type)) {
            scope.report(ErrorMessage.DUPLICATE_ERRORS, place, Place.describe(type));
        } else if (Annotations.has(type, RuntimeAnnotations.CONTROLLER)) {
            scope.report(ErrorMessage.CONTROLLER_AS_ERRORS, place, Place.describe(type));
        } else if (!scope.canAccess(type)) {
            scope.report(
                    ErrorMessage.INACCESSIBLE_ERRORS,
                    place,
                    Place.describe(type),
                    scope.homeName(),
                    scope.accessTip(type.asType()));
        } else {
            seen.add(type);
            return found.isSound();
        }
        return false;
    }

    /**
     * Reads the error methods of controllers and of listed error classes. Sorts the methods of each controller, and the
     * methods of all error classes together, in the order in which the router compares them with an exception.
     *
     * @param filters filters of all routes; they also see requests without a route
     */
    Outcome<List<ErrorMethod>> read(List<Instance> controllers, List<Instance> errors, List<Instance> filters) {
        ErrorRules rules = new ErrorRules(scope);
        Steps steps = new Steps();
        List<List<ErrorMethod>> own = new ArrayList<>();
        for (Instance controller : controllers) {
            own.add(steps.take(rules.ordered(steps.take(read(controller)))));
        }
        List<ErrorMethod> ofErrors = new ArrayList<>();
        errors.forEach(it -> ofErrors.addAll(steps.take(read(it))));
        List<ErrorMethod> shared = steps.take(rules.ordered(ofErrors));
        // A filter can throw an exception for a request without a route. Then no controller is involved, and a shared
        // method handles the exception. For this reason, the shared methods are always reachable if there are filters.
        if (filters.isEmpty()) {
            steps.take(rules.checkReachable(shared, own));
        }
        return steps.outcome(Stream.concat(own.stream().flatMap(List::stream), shared.stream())
                .toList());
    }

    private Outcome<List<ErrorMethod>> read(Instance owner) {
        Steps steps = new Steps();
        List<ErrorMethod> read = new ArrayList<>();
        for (HandlerMethod method : steps.take(errorMethods(owner.type()))) {
            steps.take(InternalFailure.at(method.declared(), () -> methods.read(owner, method)))
                    .ifPresent(read::add);
        }
        return steps.outcome(read);
    }

    private Outcome<List<HandlerMethod>> errorMethods(TypeElement type) {
        return HandlerMethods.ofErrors(scope, type)
                .map(found -> found.stream()
                        .sorted(Comparator.comparing(method -> Place.describe(method.declared())))
                        .toList());
    }
}
