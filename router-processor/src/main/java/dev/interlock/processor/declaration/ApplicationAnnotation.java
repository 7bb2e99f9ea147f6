package dev.interlock.processor.declaration;

import dev.interlock.processor.report.Place;
import dev.interlock.processor.runtime.RuntimeAnnotations;
import dev.interlock.processor.source.Annotations;
import dev.interlock.processor.source.Classes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** Reads the lists of classes in an {@code @HttpApp} annotation. Does not check that the classes are suitable. */
public final class ApplicationAnnotation {
    private ApplicationAnnotation() {}

    /** Returns the {@code @HttpApp} annotation of an application class. */
    public static AnnotationMirror of(TypeElement root) {
        return Annotations.find(root, RuntimeAnnotations.HTTP_APP).orElseThrow();
    }

    /** Returns the classes that the application lists as controllers. They may be unsuitable. */
    public static List<TypeElement> listedControllers(TypeElement root) {
        return listed(root, "controllers").stream()
                .flatMap(value -> classOf(value).stream())
                .toList();
    }

    /** Returns the classes that the application lists for their error methods. They may be unsuitable. */
    public static List<TypeElement> listedErrors(TypeElement root) {
        return listed(root, "errors").stream()
                .flatMap(value -> classOf(value).stream())
                .toList();
    }

    /** Whether all listed controllers and error classes of the application exist. */
    public static boolean areListedKnown(TypeElement root) {
        return Annotations.isFinished(of(root))
                && Stream.of("controllers", "errors")
                        .flatMap(member -> listed(root, member).stream())
                        .allMatch(ApplicationAnnotation::exists);
    }

    /** Returns the class literals in a member of the annotation. */
    public static List<AnnotationValue> listed(TypeElement root, String member) {
        return Annotations.list(of(root), member);
    }

    /** Returns the class that a class literal names; empty for any other value. */
    public static Optional<TypeElement> classOf(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type ? Classes.of(type) : Optional.empty();
    }

    /** Whether the class of a class literal exists. */
    public static boolean exists(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR;
    }

    /** Describes a class literal for messages. */
    public static String describe(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type ? Place.describe(type) : String.valueOf(value);
    }

    /**
     * Returns the simple name of the generated router. If the application is a nested class, the name includes the
     * names of the enclosing classes.
     */
    public static String routerName(TypeElement root) {
        String outer = root.getEnclosingElement() instanceof TypeElement around
                ? routerName(around).replaceAll("Router$", "_")
                : "";
        return outer + root.getSimpleName() + "Router";
    }
}
