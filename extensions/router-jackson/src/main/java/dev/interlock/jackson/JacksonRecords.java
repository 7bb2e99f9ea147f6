package dev.interlock.jackson;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes each component of a record required, and rejects null elements in it. Exceptions are components that are
 * nullable or optional, or have a Jackson annotation with another rule. {@link JacksonIgnored} supplies ignored
 * components. Jackson asks once for each type.
 */
final class JacksonRecords extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        Boolean marker = super.hasRequiredMarker(member);
        return (marker == null && isRequired(member)) ? Boolean.TRUE : marker;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        JsonSetter.Value info = super.findSetterInfo(annotated);
        RecordComponent component = info.equals(JsonSetter.Value.empty()) ? component(annotated) : null;
        return component == null
                ? info
                : info.withValueNulls(
                        isRequired(component) ? Nulls.FAIL : Nulls.DEFAULT,
                        mayHoldNull(component.getAnnotatedType()) ? Nulls.DEFAULT : Nulls.FAIL);
    }

    private static boolean isRequired(Annotated annotated) {
        RecordComponent component = component(annotated);
        return component != null && isRequired(component);
    }

    /** Returns the component of a record that a constructor parameter sets. Returns null for any other element. */
    private static @Nullable RecordComponent component(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !parameter.getDeclaringClass().isRecord()
                || parameter.hasAnnotation(JsonAnySetter.class)) {
            return null;
        }
        RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
        // Only the canonical constructor has one parameter for each component.
        return parameter.getOwner().getParameterCount() == components.length ? components[parameter.getIndex()] : null;
    }

    private static boolean isRequired(RecordComponent component) {
        boolean isNullable = isNullable(component) || isNullable(component.getAnnotatedType());
        return !isNullable && !component.getType().getName().startsWith("java.util.Optional");
    }

    private static boolean isNullable(AnnotatedElement element) {
        return Arrays.stream(element.getAnnotations())
                .anyMatch(it -> it.annotationType().getSimpleName().equals("Nullable"));
    }

    /**
     * Whether the elements of a list, array or map may be null at any level of nesting. Jackson has one rule for all
     * levels.
     */
    private static boolean mayHoldNull(AnnotatedType type) {
        AnnotatedType[] held = type instanceof AnnotatedParameterizedType generic
                ? generic.getAnnotatedActualTypeArguments()
                : type instanceof AnnotatedArrayType array
                        ? new AnnotatedType[] {array.getAnnotatedGenericComponentType()}
                        : new AnnotatedType[0];
        return Arrays.stream(held)
                .anyMatch(it -> isNullable(it)
                        || it instanceof AnnotatedWildcardType
                        || it.getType().getTypeName().startsWith("java.util.Optional")
                        || mayHoldNull(it));
    }
}
