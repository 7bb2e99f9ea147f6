package dev.interlock.processor.check.handler;

import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.report.ErrorMessage;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Scope;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Checks that routers can call handlers and error methods. */
public final class CallRules {
    private final Scope scope;

    public CallRules(Scope scope) {
        this.scope = scope;
    }

    /** Whether routers can call a handler. Reports each reason why they cannot. */
    public boolean checkHandler(DeclaredType controller, ExecutableElement method) {
        Place place = Place.of(method);
        boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
        if (isStatic) {
            scope.report(Message.STATIC_HANDLER, place, Place.describe(method));
        }
        boolean isGeneric = !method.getTypeParameters().isEmpty();
        if (isGeneric) {
            scope.report(Message.GENERIC_HANDLER, place, Place.describe(method));
        }
        boolean isCatchable = checkThrown(controller, method);
        boolean isAccessible = scope.canAccessMember(method);
        if (!isAccessible) {
            scope.report(
                    Message.INACCESSIBLE_HANDLER,
                    place,
                    Place.describe(method),
                    scope.homeName(),
                    scope.accessTip(method));
        }
        return !isStatic && !isGeneric && isCatchable && isAccessible;
    }

    /**
     * Whether routers can call an error method. Reports the first reason why they cannot, and each exception that the
     * method must not declare.
     */
    public boolean checkErrorMethod(DeclaredType owner, ExecutableElement declared, ExecutableElement method) {
        boolean isCallable = false;
        if (method.getModifiers().contains(Modifier.STATIC)) {
            refuse(method, "is static", "it is called on the instance that of(...) takes: remove static");
        } else if (!method.getTypeParameters().isEmpty()) {
            refuse(method, "has type parameters", "use concrete types instead");
        } else if (!RouteAnnotations.of(declared).isEmpty()) {
            refuse(method, "has a route", "use one method for requests and another for errors");
        } else if (!scope.canAccessMember(method)) {
            refuse(method, "cannot be called from package " + scope.homeName(), scope.accessTip(method));
        } else {
            isCallable = true;
        }
        return checkThrown(owner, method) && isCallable;
    }

    /**
     * Whether generated code may propagate all exceptions that a method declares. Generated methods declare {@code
     * throws Exception}, which does not include every {@code Throwable}. Reports each exception that generated code may
     * not propagate.
     */
    private boolean checkThrown(DeclaredType owner, ExecutableElement method) {
        List<? extends TypeMirror> uncatchable = scope.thrownTypes(owner, method).stream()
                .filter(type -> !scope.isCatchable(type))
                .toList();
        uncatchable.forEach(type -> scope.report(
                Message.UNCATCHABLE_EXCEPTION, Place.of(method), Place.describe(method), Place.describe(type)));
        return uncatchable.isEmpty();
    }

    private void refuse(ExecutableElement method, String why, String tip) {
        scope.report(ErrorMessage.UNCALLABLE_ERROR_METHOD, Place.of(method), Place.describe(method), why, tip);
    }
}
