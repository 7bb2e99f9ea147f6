package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Scope;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;

/** Whether routers can call a method. */
public final class CallRules {
    private final Scope scope;

    public CallRules(Scope scope) {
        this.scope = scope;
    }

    /** Reports why routers cannot call a method that answers requests. */
    public void checkHandler(DeclaredType controller, ExecutableElement method) {
        Place place = Place.of(method);
        if (method.getModifiers().contains(Modifier.STATIC)) {
            scope.report(Message.STATIC_HANDLER, place, Place.describe(method));
        }
        if (!method.getTypeParameters().isEmpty()) {
            scope.report(Message.GENERIC_HANDLER, place, Place.describe(method));
        }
        scope.thrownTypes(controller, method).stream()
                .filter(type -> !scope.isCatchable(type))
                .forEach(type -> scope.report(
                        Message.UNCATCHABLE_EXCEPTION, place, Place.describe(method), Place.describe(type)));
        if (!scope.canAccessMember(method)) {
            scope.report(
                    Message.INACCESSIBLE_HANDLER,
                    place,
                    Place.describe(method),
                    scope.homeName(),
                    scope.accessTip(method));
        }
    }

    /** Reports why routers cannot call a method that answers exceptions. */
    public void checkErrorMethod(DeclaredType owner, ExecutableElement declared, ExecutableElement method) {
        if (method.getModifiers().contains(Modifier.STATIC)) {
            refuse(method, "is static", "it is called on the instance that of(...) takes: remove static");
        } else if (!method.getTypeParameters().isEmpty()) {
            refuse(method, "has type parameters", "put types in their place");
        } else if (!RouteAnnotations.of(declared).isEmpty()) {
            refuse(method, "has a route", "a method is for requests or for errors: make it two");
        } else if (!scope.canAccessMember(method)) {
            refuse(method, "cannot be called from package " + scope.homeName(), scope.accessTip(method));
        }
        scope.thrownTypes(owner, method).stream()
                .filter(type -> !scope.isCatchable(type))
                .forEach(type -> scope.report(
                        Message.UNCATCHABLE_EXCEPTION, Place.of(method), Place.describe(method), Place.describe(type)));
    }

    private void refuse(ExecutableElement method, String why, String tip) {
        scope.report(ErrorMessage.UNCALLABLE_ERROR_METHOD, Place.of(method), Place.describe(method), why, tip);
    }
}
