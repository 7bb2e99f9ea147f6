package dev.interlock.processor.read.template;

import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.declaration.WireNames;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Outcome;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Steps;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;

/** Reads the routes that a method's annotations declare. */
public final class RouteReader {
    /** Largest number of bytes in a request method. Dispatch compares request methods as words of this size. */
    private static final int LONGEST_METHOD = 8;

    private final Scope scope;
    private final TemplateParser templates;

    public RouteReader(Scope scope, TemplateParser templates) {
        this.scope = scope;
        this.templates = templates;
    }

    /**
     * Reads the routes of a handler. If a template has a mistake, its route has no template. Leaves out a route whose
     * request method is invalid.
     *
     * @param base base of the controller, which precedes each template
     */
    public Outcome<List<RouteDeclaration>> read(String base, ExecutableElement handler) {
        List<RouteDeclaration> routes = new ArrayList<>();
        Steps steps = new Steps();
        for (AnnotationMirror annotation : RouteAnnotations.of(handler)) {
            String member = RouteAnnotations.templateMember(annotation);
            Optional<String> method =
                    steps.take(RouteAnnotations.verb(annotation).or(() -> customMethod(handler, annotation)));
            List<AnnotationValue> values = Annotations.list(annotation, member);
            if (values.isEmpty()) {
                reportNoTemplate(handler, annotation, member);
                steps.flaw();
            }
            for (AnnotationValue value : values) {
                AnnotationValue given = Annotations.isGiven(annotation, member) ? value : null;
                Place place = new Place(handler, annotation, given);
                var template = steps.take(templates.parse(base, (String) value.getValue(), place));
                method.ifPresent(token -> routes.add(new RouteDeclaration(token, template, annotation, given)));
            }
        }
        return steps.outcome(routes);
    }

    private void reportNoTemplate(ExecutableElement handler, AnnotationMirror annotation, String member) {
        scope.report(
                Message.ROUTE_WITHOUT_TEMPLATE,
                Place.ofMember(handler, annotation, member),
                Annotations.simpleName(annotation),
                Place.describe(handler));
    }

    private Optional<String> customMethod(ExecutableElement handler, AnnotationMirror annotation) {
        String token = Annotations.text(annotation, "method");
        Place place = Place.ofMember(handler, annotation, "method");
        if (token.equals("CONNECT")) {
            scope.report(Message.CONNECT_METHOD, place);
            return Optional.empty();
        }
        if (token.length() > LONGEST_METHOD || !WireNames.isToken(token)) {
            scope.report(Message.INVALID_METHOD, place, token);
            return Optional.empty();
        }
        String upper = token.toUpperCase(Locale.ROOT);
        if (!token.equals(upper) && Application.STANDARD_METHODS.contains(upper)) {
            scope.report(Message.METHOD_CASE, place, token, upper);
            return Optional.empty();
        }
        return Optional.of(token);
    }
}
