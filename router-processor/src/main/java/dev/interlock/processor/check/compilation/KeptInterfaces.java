package dev.interlock.processor.check.compilation;

import dev.interlock.processor.declaration.ProtoInterfaces;
import dev.interlock.processor.declaration.RouteAnnotations;
import dev.interlock.processor.report.InternalFailure;
import dev.interlock.processor.report.Message;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProtoMessage;
import dev.interlock.processor.source.Annotations;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/**
 * Finds fields, record components and method results that may keep a protobuf view or writer beyond its request. A
 * result counts only if it contains the view or writer in a type such as {@code Future} or {@code Supplier}. Skips
 * generated classes, because generated views keep other views.
 */
public final class KeptInterfaces {
    private KeptInterfaces() {}

    /** Checks the sources of one round. Reports each field, record component and result that keeps a view or writer. */
    public static void report(RoundEnvironment round, Problems problems) {
        ElementFilter.typesIn(round.getRootElements()).stream()
                .flatMap(KeptInterfaces::withNested)
                .forEach(type -> InternalFailure.at(type, () -> report(type, problems)));
    }

    private static Stream<TypeElement> withNested(TypeElement type) {
        return isGenerated(type)
                ? Stream.of()
                : Stream.concat(
                        Stream.of(type),
                        ElementFilter.typesIn(type.getEnclosedElements()).stream()
                                .flatMap(KeptInterfaces::withNested));
    }

    /**
     * Whether a class carries {@code @Generated}, or implements a view or writer and has the name of a generated class.
     */
    private static boolean isGenerated(TypeElement type) {
        String name = type.getSimpleName().toString();
        boolean hasName = name.endsWith("Decoder") || name.endsWith("Encoder");
        return type.getAnnotationMirrors().stream()
                        .anyMatch(mirror -> Annotations.simpleName(mirror).equals("Generated"))
                || (hasName
                        && type.getInterfaces().stream()
                                .anyMatch(it -> ProtoInterfaces.within(it).isPresent()));
    }

    private static void report(TypeElement type, Problems problems) {
        // For a record, the components are checked below instead of the instance fields.
        ElementFilter.fieldsIn(type.getEnclosedElements()).stream()
                .filter(field -> type.getKind() != ElementKind.RECORD
                        || field.getModifiers().contains(Modifier.STATIC))
                .forEach(field -> isKept(field, field.asType(), problems));
        type.getRecordComponents().forEach(component -> isKept(component, component.asType(), problems));
        ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                .filter(method -> RouteAnnotations.of(method).isEmpty())
                .forEach(method -> reportResult(method, problems));
    }

    private static void reportResult(ExecutableElement method, Problems problems) {
        ProtoInterfaces.promised(method.getReturnType())
                .ifPresent(it -> problems.add(
                        ProtoMessage.KEPT_IN_RESULT, Place.of(method), Place.describe(method), Place.describe(it)));
    }

    /** Reports a field or record component that keeps a view or writer. Returns whether it keeps one. */
    public static boolean isKept(Element element, TypeMirror type, Problems problems) {
        Optional<TypeMirror> kept = ProtoInterfaces.within(type);
        kept.ifPresent(it ->
                problems.add(Message.KEPT_MESSAGE, Place.of(element), Place.describe(element), Place.describe(it)));
        return kept.isPresent();
    }
}
