package dev.interlock.processor.source;

import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/**
 * Finds out how Lombok changes classes. If Interlock's processor runs before Lombok, it does not see the members that
 * Lombok adds.
 */
public final class Lombok {
    private static final String PACKAGE = "lombok.";

    private Lombok() {}

    /** Whether a class or one of its members has an annotation of Lombok. */
    public static boolean changes(TypeElement type) {
        return Stream.concat(Stream.of(type), type.getEnclosedElements().stream())
                .flatMap(element -> element.getAnnotationMirrors().stream())
                .anyMatch(mirror -> Annotations.qualifiedName(mirror).startsWith(PACKAGE));
    }

    /** Whether Lombok makes a field private that has no access modifier in the source. */
    public static boolean hides(Element field) {
        boolean isOpen = field.getModifiers().stream()
                .noneMatch(it -> it == Modifier.PUBLIC || it == Modifier.PROTECTED || it == Modifier.STATIC);
        AnnotatedConstruct type = Objects.requireNonNull(field.getEnclosingElement());
        return isOpen
                && (Annotations.named(type, "lombok.Value").isPresent()
                        || Annotations.named(type, "lombok.experimental.FieldDefaults").stream()
                                .anyMatch(
                                        it -> Annotations.constant(it, "level").equals("PRIVATE")));
    }

    /** Returns a tip for a class that Lombok changes and that lacks a member. */
    public static String tip(TypeElement type) {
        return "Lombok changes " + type.getSimpleName()
                + ": put Lombok before the processor of Interlock on the processor"
                + " path, or write the member yourself";
    }
}
