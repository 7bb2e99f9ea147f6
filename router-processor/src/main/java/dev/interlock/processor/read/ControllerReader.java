package dev.interlock.processor.read;

import com.google.auto.common.MoreElements;
import dev.interlock.processor.declaration.HandlerMethod;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.model.CheckedType;
import dev.interlock.processor.model.Instance;
import dev.interlock.processor.model.Route;
import dev.interlock.processor.read.constraint.CheckedTypes;
import dev.interlock.processor.read.template.TemplateParser;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Reads the routes of controller classes. */
final class ControllerReader {
    private final Scope scope;
    private final TemplateParser templates;
    private final CheckedTypes checkedTypes;
    private final HandlerReader handlers;

    /**
     * Creates a reader of controllers.
     *
     * @param application class of the application; its annotations can apply to all handlers
     */
    ControllerReader(Scope scope, TypeElement application, FilterReader filters) {
        this.scope = scope;
        this.templates = new TemplateParser(scope.problems());
        this.checkedTypes = new CheckedTypes(scope);
        this.handlers = new HandlerReader(scope, templates, checkedTypes, filters, application);
    }

    /** Whether {@code @Consumes} and {@code @Produces} on the application are well formed. Reports mistakes. */
    boolean checkAround(TypeElement application) {
        return handlers.checkAround(application);
    }

    /** Returns the types whose members have constraints. Call this method after all controllers were read. */
    List<CheckedType> checkedTypes() {
        return checkedTypes.all();
    }

    /** Returns the routes of a controller. The controller class must already have passed {@code ControllerRules}. */
    Outcome<List<Route>> read(Instance controller) {
        AnnotationMirror annotation = Annotations.find(controller.type(), RuntimeAnnotations.CONTROLLER)
                .orElseThrow();
        String base = Annotations.text(annotation, "value");
        if (!templates.checkBase(base, Place.ofMember(controller.type(), annotation, "value"))) {
            return Outcome.flawed(List.of());
        }
        Steps steps = new Steps();
        List<HandlerMethod> methods = steps.take(HandlerMethods.ofRoutes(scope, controller.type()));
        if (methods.isEmpty() && steps.areSound()) {
            steps.flaw();
            scope.report(
                    Message.CONTROLLER_WITHOUT_ROUTES,
                    Place.of(controller.type(), annotation),
                    Place.describe(controller.type()));
        }
        if (base.length() > 1 && base.endsWith("/") && haveTemplates(methods)) {
            scope.report(
                    Message.BASE_ENDS_IN_SLASH,
                    Place.ofMember(controller.type(), annotation, "value"),
                    base,
                    base.substring(0, base.length() - 1));
            return Outcome.flawed(List.of());
        }
        Stream.concat(Stream.of(controller.type()), methods.stream().flatMap(HandlerMethod::classes))
                .distinct()
                .forEach(type -> steps.take(handlers.checkAround(MoreElements.asType(type))));
        List<Route> routes = new ArrayList<>();
        for (HandlerMethod method : methods) {
            steps.take(InternalFailure.at(method.declared(), () -> handlers.read(controller, base, method)))
                    .ifPresent(routes::addAll);
        }
        return steps.outcome(routes);
    }

    private static boolean haveTemplates(List<HandlerMethod> methods) {
        return methods.stream()
                .flatMap(method -> RouteAnnotations.templates(method.declared()))
                .anyMatch(template -> !template.isEmpty());
    }
}
