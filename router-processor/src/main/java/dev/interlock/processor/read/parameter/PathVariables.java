package dev.interlock.processor.read.parameter;

import dev.interlock.processor.declaration.RouteDeclaration;
import dev.interlock.processor.model.PathTemplate;
import dev.interlock.processor.model.PathTemplate.CatchAll;
import dev.interlock.processor.model.PathTemplate.Segment;
import dev.interlock.processor.model.PathTemplate.Variable;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Nearest;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Scope;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * Records which path variables the parameters of a handler receive. Every template of the handler must contain each of
 * these variables.
 */
public final class PathVariables {
    private final Scope scope;
    private final ExecutableElement handler;
    private final List<RouteDeclaration> routes;
    private final Set<String> taken = new LinkedHashSet<>();

    public PathVariables(Scope scope, ExecutableElement handler, List<RouteDeclaration> routes) {
        this.scope = scope;
        this.handler = handler;
        this.routes = routes;
    }

    /**
     * Records the variable that a parameter with {@code @Path} receives. If a template lacks the variable, or {@code
     * dotSegments} cannot apply to the variable, reports the parameter and returns false.
     */
    boolean take(Element parameter, AnnotationMirror annotation, String name) {
        boolean isThere = take(Message.UNKNOWN_PATH_VARIABLE, Place.ofMember(parameter, annotation, "value"), name);
        return isThere && mayHaveDotSegments(parameter, annotation, name);
    }

    /**
     * Whether {@code dotSegments} is unset, or the variable is a catch-all in every template. Otherwise reports {@code
     * dotSegments}.
     */
    private boolean mayHaveDotSegments(Element parameter, AnnotationMirror annotation, String name) {
        Optional<PathTemplate> other = templates()
                .filter(template -> template.segments().stream()
                        .noneMatch(segment -> segment instanceof CatchAll catchAll
                                && catchAll.name().equals(name)))
                .findFirst();
        boolean isMeaningless = Annotations.flag(annotation, TextReader.DOT_SEGMENTS) && other.isPresent();
        if (isMeaningless) {
            scope.report(
                    Message.DOT_SEGMENTS_OF_SEGMENT,
                    Place.ofMember(parameter, annotation, TextReader.DOT_SEGMENTS),
                    name,
                    other.get().text());
        }
        return !isMeaningless;
    }

    /**
     * Records the variable that a parameter without an annotation receives. The variable has the name of the parameter.
     * If a template lacks the variable, reports the parameter and returns false.
     */
    boolean takeUnannotated(Element parameter, String name) {
        return take(Message.UNBOUND_PARAMETER, Place.of(parameter), name);
    }

    private boolean take(Message message, Place place, String name) {
        taken.add(name);
        Optional<PathTemplate> lacking =
                templates().filter(template -> !names(template).contains(name)).findFirst();
        lacking.ifPresent(template ->
                scope.report(message, place, name, template.text(), tipForLacking(message, template, name)));
        return lacking.isEmpty();
    }

    private static String tipForLacking(Message message, PathTemplate template, String name) {
        Optional<String> nearest = Nearest.to(name, names(template));
        if (nearest.isPresent()) {
            return "did you mean {" + nearest.get() + "}?";
        }
        return message == Message.UNBOUND_PARAMETER
                ? "add {" + name + "} to the template, or bind it: @Query, @Header, @Cookie, @Form, @Part, @Body,"
                        + " @Attribute or @Params"
                : "add {" + name + "} to the template, or remove @Path";
    }

    /**
     * Whether each variable of the templates has a parameter that receives it. Reports each variable without a
     * parameter.
     */
    public boolean areAllTaken() {
        boolean areAll = true;
        for (RouteDeclaration route : routes) {
            for (String name : route.template().map(PathVariables::names).orElse(List.of())) {
                if (!taken.contains(name)) {
                    areAll = false;
                    scope.report(
                            Message.UNUSED_VARIABLE,
                            route.place(handler),
                            name,
                            route.template().orElseThrow().text(),
                            "add a parameter: " + parameterFor(name));
                }
            }
        }
        return areAll;
    }

    private static String parameterFor(String variable) {
        return SourceVersion.isName(variable)
                ? "String " + variable
                : "@Path(\"" + variable + "\") String " + variable.replace('-', '_');
    }

    private Stream<PathTemplate> templates() {
        return routes.stream().flatMap(route -> route.template().stream());
    }

    private static List<String> names(PathTemplate template) {
        return template.segments().stream().flatMap(PathVariables::name).toList();
    }

    private static Stream<String> name(Segment segment) {
        if (segment instanceof Variable variable) {
            return Stream.of(variable.name());
        }
        return segment instanceof CatchAll catchAll ? Stream.of(catchAll.name()) : Stream.of();
    }
}
