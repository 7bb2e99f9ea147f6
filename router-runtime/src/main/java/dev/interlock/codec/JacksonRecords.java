package dev.interlock.codec;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requires each component of a record that is neither nullable nor optional, where no annotation of Jackson says otherwise;
 * {@link JacksonIgnored} does without those that are ignored. Asked once for each type, when Jackson first reads it.
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
        return (info.equals(JsonSetter.Value.empty()) && isRequired(annotated))
                ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                : info;
    }

    private static boolean isRequired(Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)
                || !parameter.getDeclaringClass().isRecord()
                || parameter.hasAnnotation(JsonAnySetter.class)) {
            return false;
        }
        RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
        // Another constructor than the canonical one has parameters of its own.
        return parameter.getOwner().getParameterCount() == components.length
                && isRequired(components[parameter.getIndex()]);
    }

    private static boolean isRequired(RecordComponent component) {
        boolean isNullable = Stream.of(
                        component.getAnnotations(), component.getAnnotatedType().getAnnotations())
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .anyMatch(type -> type.getSimpleName().equals("Nullable"));
        return !isNullable && !component.getType().getName().startsWith("java.util.Optional");
    }
}
