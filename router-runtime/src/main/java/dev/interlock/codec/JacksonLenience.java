package dev.interlock.codec;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import org.jspecify.annotations.Nullable;

/** Requires no member: a member that is missing is null, 0 or false. All other rules of the mapper hold. */
final class JacksonLenience extends AnnotationIntrospectorPair {
    private static final long serialVersionUID = 1L;

    private JacksonLenience(AnnotationIntrospector standard) {
        super(standard, AnnotationIntrospector.nopInstance());
    }

    /** A copy of a mapper that requires no member, or null if the class of the mapper cannot be copied. */
    static @Nullable ObjectMapper lenient(ObjectMapper mapper) {
        ObjectMapper copy;
        try {
            copy = mapper.copy();
        } catch (IllegalStateException e) {
            // A subclass without its own copy().
            return null;
        }
        AnnotationIntrospector standard = mapper.getDeserializationConfig().getAnnotationIntrospector();
        copy.setAnnotationIntrospectors(
                mapper.getSerializationConfig().getAnnotationIntrospector(), new JacksonLenience(standard));
        copy.setDefaultSetterInfo(lenient(mapper.getDeserializationConfig().getDefaultSetterInfo()));
        return copy.disable(
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
    }

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return Boolean.FALSE;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return lenient(super.findSetterInfo(annotated));
    }

    private static JsonSetter.Value lenient(JsonSetter.Value info) {
        return info.withValueNulls(lenient(info.getValueNulls()), lenient(info.getContentNulls()));
    }

    private static Nulls lenient(Nulls nulls) {
        return nulls == Nulls.FAIL ? Nulls.SET : nulls;
    }
}
