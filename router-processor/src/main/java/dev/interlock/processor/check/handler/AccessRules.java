package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.model.Handler;
import dev.interlock.processor.model.Parameter;
import dev.interlock.processor.model.Parameter.Shape;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Checks that handlers with a required principal have a filter that sets it. */
public final class AccessRules {
    private final Scope scope;

    public AccessRules(Scope scope) {
        this.scope = scope;
    }

    private static Place place(Element element) {
        return Place.of(element, annotation(element));
    }

    private static AnnotationMirror annotation(Element element) {
        return Annotations.find(element, "Roles").orElseThrow();
    }

    /**
     * Whether every handler that needs a principal has a filter. Call this method if the filters of the application are
     * bound to routes. Reports each handler without a filter.
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
            Element element =
                    method.carrier(handler.controller().type(), "Roles").orElseThrow();
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
