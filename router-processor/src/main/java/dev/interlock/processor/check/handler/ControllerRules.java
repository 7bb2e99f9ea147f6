package dev.interlock.processor.check.handler;

import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Classes;
import dev.interlock.processor.source.Scope;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Checks that routers can use the classes of controllers. A router needs an accessible, concrete class without type
 * parameters, and the class must not be an inner class.
 */
public final class ControllerRules {
    private final Scope scope;

    public ControllerRules(Scope scope) {
        this.scope = scope;
    }

    /** Whether routers can use the class. Reports the first reason why they cannot. */
    public boolean isUsable(TypeElement type) {
        Place place = Place.of(type);
        String name = Place.describe(type);
        if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
            scope.report(Message.ABSTRACT_CONTROLLER, place, name, kind(type), tip(type));
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            String tip = "put @Controller on the class that extends it";
            scope.report(Message.ABSTRACT_CONTROLLER, place, name, "an abstract class", tip);
        } else if (!type.getTypeParameters().isEmpty()) {
            scope.report(Message.GENERIC_CONTROLLER, place, name);
        } else if (Classes.isInner(type)) {
            scope.report(Message.INNER_CONTROLLER, place, name);
        } else if (!scope.canAccess(type)) {
            scope.report(
                    Message.INACCESSIBLE_CONTROLLER, place, name, scope.homeName(), scope.accessTip(type.asType()));
        } else {
            return true;
        }
        return false;
    }

    private static String kind(TypeElement type) {
        return switch (type.getKind()) {
            case INTERFACE -> "an interface";
            case ANNOTATION_TYPE -> "an annotation";
            default -> "an enum";
        };
    }

    private static String tip(TypeElement type) {
        return switch (type.getKind()) {
            case INTERFACE -> "put @Controller on the class that implements it";
            case ANNOTATION_TYPE -> "put @Controller on a class";
            default -> "turn it into a class";
        };
    }
}
