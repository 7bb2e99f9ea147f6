package dev.interlock.processor.read;

import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads what handlers demand of their callers, and sees to it that somebody says who calls. */
final class AccessRules {
    private final Scope scope;

    AccessRules(Scope scope) {
        this.scope = scope;
    }

    /**
     * The element whose {@code @Roles} counts: the method, else the controller, else the closest class that has the
     * method.
     */
    private static Optional<Element> decisive(Instance controller, HandlerMethod method) {
        return Stream.concat(Stream.of(method.declared(), controller.type()), method.classes())
                .filter(element -> Annotations.has(element, "Roles"))
                .findFirst();
    }

    private static Place place(Element element) {
        return Place.of(element, annotation(element));
    }

    private static AnnotationMirror annotation(Element element) {
        return Annotations.find(element, "Roles").orElseThrow();
    }

    /** The roles that a handler takes. */
    Optional<List<String>> roles(Instance controller, HandlerMethod method) {
        return decisive(controller, method).map(this::roles);
    }

    private List<String> roles(Element element) {
        List<String> roles = Annotations.list(annotation(element), "value").stream()
                .map(value -> (String) value.getValue())
                .toList();
        if (roles.stream().anyMatch(String::isBlank)) {
            scope.report(
                    ErrorMessage.EMPTY_ROLE,
                    Place.ofMember(element, annotation(element), "value"),
                    Place.describe(element));
        }
        Place place = Place.ofMember(element, annotation(element), "value");
        roles.forEach(role -> NameRules.isVisible(scope, role, place));
        return roles;
    }

    /**
     * Reports handlers that cannot be called without a principal, of an application whose filters are bound to routes.
     */
    void requireBoundFilter(TypeElement root, List<Route> routes) {
        routes.stream()
                .map(Route::handler)
                .filter(handler -> handler.filters().isEmpty() && needsPrincipal(handler))
                .distinct()
                .forEach(handler -> report(root, handler));
    }

    private static boolean needsPrincipal(Handler handler) {
        return handler.settings().roles().isPresent()
                || handler.flatParameters().anyMatch(AccessRules::isRequiredPrincipal);
    }

    private static boolean isRequiredPrincipal(Parameter parameter) {
        return parameter instanceof Parameter.Principal principal && principal.shape() == Shape.REQUIRED;
    }

    private void report(TypeElement root, Handler handler) {
        String name = Place.describe(handler.method());
        String application = Place.describe(root);
        if (handler.settings().roles().isPresent()) {
            HandlerMethod method = new HandlerMethod(handler.method(), handler.called());
            Element element = decisive(handler.controller(), method).orElseThrow();
            scope.report(ErrorMessage.ROLES_WITHOUT_FILTER, place(element), Place.describe(element), application);
            return;
        }
        handler.flatParameters()
                .filter(AccessRules::isRequiredPrincipal)
                .map(Parameter::element)
                .forEach(it -> scope.report(
                        ErrorMessage.PRINCIPAL_WITHOUT_FILTER, Place.of(it), it.getSimpleName(), name, application));
    }
}
