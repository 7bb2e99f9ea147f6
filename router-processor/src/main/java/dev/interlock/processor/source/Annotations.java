package dev.interlock.processor.source;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.AnnotationValues;
import com.google.auto.common.MoreTypes;
import dev.interlock.processor.report.UnfinishedAnnotation;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Finds annotations by name and reads their values. */
public final class Annotations {
    private Annotations() {}

    /** Returns the annotation of Interlock with a simple name; empty if an element does not carry it. */
    public static Optional<AnnotationMirror> find(AnnotatedConstruct element, String simpleName) {
        return named(element, RuntimeNames.ANNOTATIONS + simpleName);
    }

    public static boolean has(AnnotatedConstruct element, String simpleName) {
        return find(element, simpleName).isPresent();
    }

    /**
     * Returns the annotation with a qualified name, which may belong to any library. Empty if an element does not carry
     * it.
     */
    public static Optional<AnnotationMirror> named(AnnotatedConstruct element, String qualifiedName) {
        // Readers call this method more often than any other. A loop is faster than a stream.
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (qualifiedName(mirror).equals(qualifiedName)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    public static boolean flag(AnnotationMirror mirror, String member) {
        return AnnotationValues.getBoolean(value(mirror, member));
    }

    /** Returns the value of a member, as the name of an enum constant. */
    public static String constant(AnnotationMirror mirror, String member) {
        return AnnotationValues.getEnum(value(mirror, member)).getSimpleName().toString();
    }

    /** Whether an annotation belongs to Interlock. */
    public static boolean isOurs(AnnotationMirror mirror) {
        return qualifiedName(mirror).equals(RuntimeNames.ANNOTATIONS + simpleName(mirror));
    }

    public static String simpleName(AnnotationMirror mirror) {
        return mirror.getAnnotationType().asElement().getSimpleName().toString();
    }

    /**
     * Returns the value of a member, or its default. Throws {@link UnfinishedAnnotation} if any member of the
     * annotation has no valid value.
     */
    public static AnnotationValue value(AnnotationMirror mirror, String member) {
        requireFinished(mirror);
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> given :
                mirror.getElementValues().entrySet()) {
            if (given.getKey().getSimpleName().contentEquals(member)) {
                return given.getValue();
            }
        }
        // Call this method only for a default, because it reads the defaults of all members.
        return AnnotationMirrors.getAnnotationValue(mirror, member);
    }

    /**
     * Returns the values of all members, including defaults. Throws {@link UnfinishedAnnotation} if any member has no
     * valid value.
     */
    static Map<ExecutableElement, AnnotationValue> values(AnnotationMirror mirror) {
        requireFinished(mirror);
        return AnnotationMirrors.getAnnotationValuesWithDefaults(mirror);
    }

    private static void requireFinished(AnnotationMirror mirror) {
        if (!isFinished(mirror)) {
            throw new UnfinishedAnnotation(mirror);
        }
    }

    /** Whether each member has a default, or a value of the member's type. */
    public static boolean isFinished(AnnotationMirror mirror) {
        Map<? extends ExecutableElement, ? extends AnnotationValue> given = mirror.getElementValues();
        for (ExecutableElement member :
                ElementFilter.methodsIn(mirror.getAnnotationType().asElement().getEnclosedElements())) {
            AnnotationValue value = given.get(member);
            if (value == null ? member.getDefaultValue() == null : !fits(value.getValue(), member.getReturnType())) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(Object value, TypeMirror type) {
        if (KnownValues.UNKNOWN_CONSTANT.equals(value)) {
            return true;
        }
        return switch (type.getKind()) {
            case ARRAY ->
                value instanceof List<?> elements
                        && elements.stream()
                                .allMatch(it ->
                                        fits(((AnnotationValue) it).getValue(), ((ArrayType) type).getComponentType()));
            case DECLARED -> fits(value, MoreTypes.asTypeElement(type));
            case BOOLEAN -> value instanceof Boolean;
            case CHAR -> value instanceof Character;
            // A type that is not on the class path is an error type, which accepts any value.
            default -> !type.getKind().isPrimitive() || value instanceof Number;
        };
    }

    private static boolean fits(Object value, TypeElement type) {
        return switch (type.getKind()) {
            case ENUM -> value instanceof VariableElement constant && type.equals(constant.getEnclosingElement());
            case ANNOTATION_TYPE -> value instanceof AnnotationMirror annotation && isFinished(annotation);
            default ->
                type.getQualifiedName().contentEquals("java.lang.String")
                        ? value instanceof String
                        : value instanceof TypeMirror;
        };
    }

    public static String text(AnnotationMirror mirror, String member) {
        return AnnotationValues.getString(value(mirror, member));
    }

    public static int number(AnnotationMirror mirror, String member) {
        return AnnotationValues.getInt(value(mirror, member));
    }

    public static List<AnnotationValue> list(AnnotationMirror mirror, String member) {
        return AnnotationValues.getAnnotationValues(value(mirror, member));
    }

    /** Whether the source sets a member explicitly. A default has no place in the source. */
    public static boolean isGiven(AnnotationMirror mirror, String member) {
        return mirror.getElementValues().keySet().stream()
                .anyMatch(method -> method.getSimpleName().contentEquals(member));
    }

    /**
     * Whether the declaration or the type carries an annotation with the simple name {@code Nullable}. The annotation
     * may belong to any package.
     */
    public static boolean isNullable(AnnotatedConstruct declaration, AnnotatedConstruct type) {
        return isNullable(declaration) || isNullable(type);
    }

    /**
     * Whether the construct carries an annotation with the simple name {@code Nullable}. The annotation may belong to
     * any package.
     */
    public static boolean isNullable(AnnotatedConstruct construct) {
        return construct.getAnnotationMirrors().stream()
                .anyMatch(mirror -> simpleName(mirror).equals("Nullable"));
    }

    public static String qualifiedName(AnnotationMirror mirror) {
        return ((TypeElement) mirror.getAnnotationType().asElement())
                .getQualifiedName()
                .toString();
    }
}
