package dev.interlock.processor.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * The narrowest known place of a problem.
 *
 * @param annotation annotation on the element; null if the place is the whole element
 * @param value value in the annotation, or an element of an array value; null if the place is the whole annotation
 */
public record Place(
        Element element,
        @Nullable AnnotationMirror annotation,
        @Nullable AnnotationValue value) {
    private static final Pattern QUALIFIER = Pattern.compile("(?:\\w+\\.)+(?=\\w)");

    /** Returns the place of a whole class, method, parameter or record component. */
    public static Place of(Element element) {
        return new Place(element, null, null);
    }

    /** Returns the place of an annotation. */
    public static Place of(Element element, AnnotationMirror annotation) {
        return new Place(element, annotation, null);
    }

    /** Returns the place of a value in an annotation, or the place of an element of an array value. */
    public static Place of(Element element, AnnotationMirror annotation, AnnotationValue value) {
        return new Place(element, annotation, value);
    }

    /**
     * Returns the place of the value of an annotation member. If the source does not set the member, returns the place
     * of the annotation.
     */
    public static Place ofMember(Element element, AnnotationMirror annotation, String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                annotation.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return of(element, annotation, entry.getValue());
            }
        }
        return of(element, annotation);
    }

    /**
     * Describes the element for messages: {@code Orders}, {@code Orders.find(long)}, {@code id of Orders.find(long)}.
     */
    public String describe() {
        return describe(element);
    }

    /**
     * Describes an element for messages: {@code Orders}, {@code Orders.find(long)}, {@code id of Orders.find(long)}.
     */
    public static String describe(Element element) {
        Element around = element.getEnclosingElement();
        String name = element.getSimpleName().toString();
        if (around == null || around instanceof PackageElement) {
            return name;
        }
        if (element instanceof ExecutableElement method) {
            return method.getParameters().stream()
                    .map(parameter -> describe(parameter.asType()))
                    .collect(Collectors.joining(", ", describe(around) + "." + name + "(", ")"));
        }
        return element instanceof TypeElement ? describe(around) + "." + name : name + " of " + describe(around);
    }

    /** Describes a type for messages, without packages, outer classes and annotations. */
    public static String describe(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return describe(array.getComponentType()) + "[]";
        }
        if (type instanceof DeclaredType declared) {
            String name = declared.asElement().getSimpleName().toString();
            return declared.getTypeArguments().isEmpty()
                    ? name
                    : declared.getTypeArguments().stream()
                            .map(Place::describe)
                            .collect(Collectors.joining(", ", name + "<", ">"));
        }
        return type instanceof PrimitiveType
                ? type.getKind().name().toLowerCase(Locale.ROOT)
                : QUALIFIER.matcher(type.toString()).replaceAll("");
    }

    /** Returns the closest place that the compiler can show. */
    Place shown() {
        if (!isOfEcj(element)) {
            return new Place(field(), annotation, value);
        }
        if (!isUnknownToEcj()) {
            return new Place(element, annotation, memberValue());
        }
        return of(aroundRecords());
    }

    /** Whether the compiler can show the element or a class around the element. ECJ cannot show a top-level record. */
    boolean canBeShown() {
        return !isUnknownToEcj() || !isOfRecord(aroundRecords());
    }

    /**
     * Usually returns the element. For a record, and for its components and their fields, returns the closest class
     * around the record that is not a record itself. If there is none, returns the outermost record.
     */
    private Element aroundRecords() {
        Element around = element;
        while (isOfRecord(around) && around.getEnclosingElement() instanceof TypeElement outer) {
            around = outer;
        }
        return around;
    }

    /** Returns the element of {@link #shown()}. */
    Element shownElement() {
        return shown().element();
    }

    /** Whether the compiler is ECJ and the element is a record, a component or its field. ECJ cannot show these. */
    boolean isUnknownToEcj() {
        return isOfEcj(element) && isOfRecord(element);
    }

    private static boolean isOfRecord(Element element) {
        return element instanceof RecordComponentElement
                || element.getKind() == ElementKind.RECORD
                || isFieldOfComponent(element);
    }

    private static boolean isFieldOfComponent(Element element) {
        Element around = element.getEnclosingElement();
        return element.getKind() == ElementKind.FIELD
                && around != null
                && around.getKind() == ElementKind.RECORD
                && !element.getModifiers().contains(Modifier.STATIC);
    }

    private static boolean isOfEcj(Object part) {
        return part.getClass().getName().startsWith("org.eclipse.");
    }

    /**
     * Returns the value of the annotation member. For an element of an array, this is the whole array, because ECJ
     * cannot show a place within an array. Null if the place is a whole annotation or element.
     */
    private @Nullable AnnotationValue memberValue() {
        if (annotation == null || value == null) {
            return null;
        }
        return annotation.getElementValues().values().stream()
                .filter(it -> it.equals(value) || (it.getValue() instanceof List<?> list && list.contains(value)))
                .<AnnotationValue>map(it -> it)
                .findFirst()
                .orElse(value);
    }

    /** Returns the element. For a record component, returns its field, because javac cannot show the component. */
    private Element field() {
        Element around = element.getEnclosingElement();
        return element instanceof RecordComponentElement && around != null
                ? ElementFilter.fieldsIn(around.getEnclosedElements()).stream()
                        .filter(field -> field.getSimpleName().equals(element.getSimpleName()))
                        .<Element>map(field -> field)
                        .findFirst()
                        .orElse(element)
                : element;
    }

    /** Returns the qualified name of the top-level class of the element. Problems are sorted by this name. */
    String outermostClass() {
        Element outermost = element;
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            if (e instanceof TypeElement) {
                outermost = e;
            }
        }
        return outermost.toString();
    }
}
