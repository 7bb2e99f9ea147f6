package dev.interlock.processor.read;

import dev.interlock.processor.check.handler.ErrorRules;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.ErrorMethod;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/** Reads what answers the exceptions of an application. */
final class ErrorsReader {
    private final Scope scope;
    private final ErrorMethodReader methods;

    ErrorsReader(Scope scope) {
        this.scope = scope;
        this.methods = new ErrorMethodReader(scope);
    }

    /** The classes that an application lists for its errors, as instances of its router. */
    List<Instance> instances(TypeElement root, AnnotationMirror annotation, InstanceNames names) {
        Set<TypeElement> seen = new LinkedHashSet<>();
        for (AnnotationValue value : Annotations.list(annotation, "errors")) {
            check((TypeMirror) value.getValue(), Place.of(root, annotation, value), seen);
        }
        return seen.stream().map(type -> names.name(type, "Errors")).toList();
    }

    private void check(TypeMirror listed, Place place, Set<TypeElement> seen) {
        TypeElement type =
                Classes.of(listed).filter(it -> !errorMethods(it).isEmpty()).orElse(null);
        if (type == null) {
            scope.report(ErrorMessage.NO_ERROR_METHODS, place, Place.describe(listed));
        } else if (seen.contains(type)) {
            scope.report(ErrorMessage.DUPLICATE_ERRORS, place, Place.describe(type));
        } else if (Annotations.has(type, "Controller")) {
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
        }
    }

    /**
     * The methods of both, those of each in the order in which an exception is held to them.
     *
     * @param filters of all routes; they see requests that lead to none, too
     */
    List<ErrorMethod> read(List<Instance> controllers, List<Instance> errors, List<Instance> filters) {
        ErrorRules rules = new ErrorRules(scope);
        List<List<ErrorMethod>> own =
                controllers.stream().map(it -> rules.ordered(read(it))).toList();
        List<ErrorMethod> shared =
                rules.ordered(errors.stream().flatMap(it -> read(it).stream()).toList());
        // What filters throw where there is no route, no controller answers.
        if (filters.isEmpty()) {
            rules.checkReachable(shared, own);
        }
        return Stream.concat(own.stream().flatMap(List::stream), shared.stream())
                .toList();
    }

    private List<ErrorMethod> read(Instance owner) {
        return errorMethods(owner.type()).stream()
                .flatMap(method -> InternalFailure.at(method.declared(), () -> methods.read(owner, method)).stream())
                .toList();
    }

    private List<HandlerMethod> errorMethods(TypeElement type) {
        return HandlerMethods.ofErrors(scope, type).stream()
                .sorted(Comparator.comparing(method -> Place.describe(method.declared())))
                .toList();
    }
}
