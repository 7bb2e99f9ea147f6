package dev.interlock.processor.read;

import dev.interlock.processor.model.Application;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;

/** Reads the routes that a method's annotations declare. */
final class RouteReader {
    /** Request methods by the simple names of their annotations. */
    private static final Map<String, String> VERBS = Map.of(
            "Get", "GET",
            "Head", "HEAD",
            "Post", "POST",
            "Put", "PUT",
            "Patch", "PATCH",
            "Delete", "DELETE",
            "Options", "OPTIONS");

    private static final String CUSTOM = "Route";
    /** What the dispatch compares in one word. */
    private static final int LONGEST_METHOD = 8;

    private final Scope scope;
    private final TemplateParser templates;

    RouteReader(Scope scope, TemplateParser templates) {
        this.scope = scope;
        this.templates = templates;
    }

    /** The annotations of a method that declare routes. */
    static List<AnnotationMirror> routeAnnotations(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .filter(RouteReader::declaresRoutes)
                .<AnnotationMirror>map(mirror -> mirror)
                .toList();
    }

    /** The templates of a method, as its annotations have them. */
    static Stream<String> templates(ExecutableElement method) {
        return routeAnnotations(method).stream()
                .flatMap(it -> Annotations.list(it, templateMember(it)).stream())
                .map(value -> (String) value.getValue());
    }

    private static String templateMember(AnnotationMirror annotation) {
        return Annotations.simpleName(annotation).equals(CUSTOM) ? "path" : "value";
    }

    private static boolean declaresRoutes(AnnotationMirror mirror) {
        String name = Annotations.simpleName(mirror);
        return (VERBS.containsKey(name) || name.equals(CUSTOM)) && Annotations.isOurs(mirror);
    }

    /**
     * Reads the routes of a handler.
     *
     * @param base what the controller puts before each template
     */
    List<RouteDeclaration> read(String base, ExecutableElement handler) {
        List<RouteDeclaration> routes = new ArrayList<>();
        for (AnnotationMirror annotation : routeAnnotations(handler)) {
            String verb = VERBS.get(Annotations.simpleName(annotation));
            String member = templateMember(annotation);
            Optional<String> method = verb == null ? customMethod(handler, annotation) : Optional.of(verb);
            List<AnnotationValue> values = Annotations.list(annotation, member);
            if (values.isEmpty()) {
                reportNoTemplate(handler, annotation, member);
            }
            for (AnnotationValue value : values) {
                AnnotationValue given = Annotations.isGiven(annotation, member) ? value : null;
                Place place = new Place(handler, annotation, given);
                var template = templates.parse(base, (String) value.getValue(), place);
                method.ifPresent(token -> routes.add(new RouteDeclaration(token, template, annotation, given)));
            }
        }
        return routes;
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
