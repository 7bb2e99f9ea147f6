package dev.interlock.processor.declaration;

import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.ExecutableElement;

/** Reads the annotations that declare routes. */
public final class RouteAnnotations {
    /** Request methods by the simple names of their annotations. */
    private static final Map<String, String> VERBS = Map.of(
            RuntimeAnnotations.GET, "GET",
            RuntimeAnnotations.HEAD, "HEAD",
            RuntimeAnnotations.POST, "POST",
            RuntimeAnnotations.PUT, "PUT",
            RuntimeAnnotations.PATCH, "PATCH",
            RuntimeAnnotations.DELETE, "DELETE",
            RuntimeAnnotations.OPTIONS, "OPTIONS");

    private static final String CUSTOM = RuntimeAnnotations.ROUTE;

    private RouteAnnotations() {}

    /** Returns the annotations of a method that declare routes. */
    public static List<AnnotationMirror> of(ExecutableElement method) {
        return method.getAnnotationMirrors().stream()
                .filter(RouteAnnotations::declaresRoutes)
                .<AnnotationMirror>map(mirror -> mirror)
                .toList();
    }

    /**
     * Returns the templates in the annotations of a method. They do not include the base of the controller, and may
     * have mistakes.
     */
    public static Stream<String> templates(ExecutableElement method) {
        return of(method).stream()
                .flatMap(it -> Annotations.list(it, templateMember(it)).stream())
                .map(value -> (String) value.getValue());
    }

    /**
     * Returns the request method of an annotation such as {@code @Get}; empty for {@code @Route}, which names the
     * method in a member.
     */
    public static Optional<String> verb(AnnotationMirror annotation) {
        return Optional.ofNullable(VERBS.get(Annotations.simpleName(annotation)));
    }

    /** Returns the name of the member that holds the templates of an annotation. */
    public static String templateMember(AnnotationMirror annotation) {
        return Annotations.simpleName(annotation).equals(CUSTOM) ? "path" : "value";
    }

    private static boolean declaresRoutes(AnnotationMirror mirror) {
        String name = Annotations.simpleName(mirror);
        return (VERBS.containsKey(name) || name.equals(CUSTOM)) && Annotations.isOurs(mirror);
    }
}
