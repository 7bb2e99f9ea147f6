package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.report.AccessMessage;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Checks access to routes. In an application with closed access, each route must declare who may call it. A handler
 * that requires a principal must be able to receive one.
 */
public final class AccessRules {
    private final Scope scope;

    public AccessRules(Scope scope) {
        this.scope = scope;
    }

    private static Place place(Element element) {
        return Place.of(element, annotation(element));
    }

    private static AnnotationMirror annotation(Element element) {
        return Annotations.find(element, RuntimeAnnotations.ROLES).orElseThrow();
    }

    /**
     * Whether every handler that needs a principal has a filter, which can set the principal. Reports each handler
     * without a filter. Call this method only if the application has no filter for all routes.
     */
    public boolean requireBoundFilter(TypeElement root, List<Route> routes) {
        List<Handler> uncallable = routes.stream()
                .map(Route::handler)
                .filter(handler -> handler.filters().isEmpty() && needsPrincipal(handler))
                .distinct()
                .toList();
        uncallable.forEach(handler -> report(root, handler));
        return uncallable.isEmpty();
    }

    /**
     * Whether every route has {@code @Roles} or {@code @Anyone}. Reports each route that has neither. Call this method
     * only for an application with closed access.
     */
    public boolean requireDeclaredAccess(TypeElement root, List<Route> routes) {
        List<Route> undeclared = routes.stream()
                .filter(route -> route.handler().settings().roles().isEmpty()
                        && anyone(route.handler()).isEmpty())
                .toList();
        undeclared.forEach(route -> {
            Element handler = route.handler().method();
            scope.report(
                    AccessMessage.UNDECLARED_ACCESS,
                    Place.of(handler),
                    route.method() + " " + route.template().text(),
                    Place.describe(handler),
                    Place.describe(root));
        });
        return undeclared.isEmpty();
    }

    /**
     * Checks that handlers with {@code @Anyone} accept requests without a principal. Reports each parameter that
     * requires a principal. Returns false after a report.
     */
    public boolean allowAbsentPrincipals(List<Route> routes) {
        List<Handler> handlers = routes.stream().map(Route::handler).distinct().toList();
        boolean isSound = true;
        for (Handler handler : handlers) {
            Optional<Element> anyone = anyone(handler);
            List<Element> parameters = anyone.isEmpty() ? List.of() : requiredPrincipals(handler);
            for (Element parameter : parameters) {
                scope.report(
                        AccessMessage.ANYONE_WITH_PRINCIPAL,
                        Place.of(parameter),
                        parameter.getSimpleName(),
                        Place.describe(handler.method()),
                        Place.describe(anyone.orElseThrow()));
            }
            isSound &= parameters.isEmpty();
        }
        return isSound;
    }

    /** Returns the element whose {@code @Anyone} applies to the handler; empty if none applies. */
    private static Optional<Element> anyone(Handler handler) {
        return carrier(handler, RuntimeAnnotations.ROLES, RuntimeAnnotations.ANYONE)
                .filter(element -> Annotations.has(element, RuntimeAnnotations.ANYONE));
    }

    private static Optional<Element> carrier(Handler handler, String... annotations) {
        return new HandlerMethod(handler.method(), handler.called())
                .carrier(handler.controller().type(), annotations);
    }

    private static List<Element> requiredPrincipals(Handler handler) {
        return handler.flatParameters()
                .filter(AccessRules::isRequiredPrincipal)
                .<Element>map(Parameter::element)
                .toList();
    }

    private static boolean needsPrincipal(Handler handler) {
        return handler.settings().roles().isPresent()
                || (!requiredPrincipals(handler).isEmpty() && anyone(handler).isEmpty());
    }

    private static boolean isRequiredPrincipal(Parameter parameter) {
        return parameter instanceof Parameter.Principal principal && principal.shape() == Shape.REQUIRED;
    }

    private void report(TypeElement root, Handler handler) {
        String name = Place.describe(handler.method());
        String application = Place.describe(root);
        if (handler.settings().roles().isPresent()) {
            Element element = carrier(handler, RuntimeAnnotations.ROLES).orElseThrow();
            scope.report(ErrorMessage.ROLES_WITHOUT_FILTER, place(element), Place.describe(element), application);
            return;
        }
        requiredPrincipals(handler)
                .forEach(it -> scope.report(
                        ErrorMessage.PRINCIPAL_WITHOUT_FILTER, Place.of(it), it.getSimpleName(), name, application));
    }
}
