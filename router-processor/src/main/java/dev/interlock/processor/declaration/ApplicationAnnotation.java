package dev.interlock.processor.declaration;

import dev.interlock.processor.report.Place;
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

/** What an {@code @HttpApp} class lists, whether or not the classes are fit for it. */
public final class ApplicationAnnotation {
    private ApplicationAnnotation() {}

    /** The {@code @HttpApp} of a class that has it. */
    public static AnnotationMirror of(TypeElement root) {
        return Annotations.find(root, "HttpApp").orElseThrow();
    }

    /** The controllers that an annotated class names, whether or not they are fit to be. */
    public static List<TypeElement> listedControllers(TypeElement root) {
        return listed(root, "controllers").stream()
                .flatMap(value -> classOf(value).stream())
                .toList();
    }

    /** The classes that an annotated class lists for their errors. */
    public static List<TypeElement> listedErrors(TypeElement root) {
        return listed(root, "errors").stream()
                .flatMap(value -> classOf(value).stream())
                .toList();
    }

    /** Whether all classes exist that an annotated class lists as controllers and for errors. */
    public static boolean areListedKnown(TypeElement root) {
        return Annotations.isFinished(of(root))
                && Stream.of("controllers", "errors")
                        .flatMap(member -> listed(root, member).stream())
                        .allMatch(ApplicationAnnotation::exists);
    }

    /** The values of a member that lists classes. */
    public static List<AnnotationValue> listed(TypeElement root, String member) {
        return Annotations.list(of(root), member);
    }

    /** The class that a class literal names; empty for anything else. */
    public static Optional<TypeElement> classOf(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type ? Classes.of(type) : Optional.empty();
    }

    /** Whether the class exists that a class literal names. */
    public static boolean exists(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type && type.getKind() != TypeKind.ERROR;
    }

    /** A class literal as developers name it. */
    public static String describe(AnnotationValue value) {
        return value.getValue() instanceof TypeMirror type ? Place.describe(type) : String.valueOf(value);
    }

    /** The router's simple name: the classes around a nested application are part of it. */
    public static String routerName(TypeElement root) {
        String outer = root.getEnclosingElement() instanceof TypeElement around
                ? routerName(around).replaceAll("Router$", "_")
                : "";
        return outer + root.getSimpleName() + "Router";
    }
}
