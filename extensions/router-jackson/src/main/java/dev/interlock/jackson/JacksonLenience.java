package dev.interlock.jackson;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;

/** Hides from a mapper the annotations that require a member or reject null. All other annotations stay visible. */
final class JacksonLenience extends AnnotationIntrospectorPair {
    private static final long serialVersionUID = 1L;

    JacksonLenience(AnnotationIntrospector strict) {
        super(strict, AnnotationIntrospector.nopInstance());
    }

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
        return Boolean.FALSE;
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        return lenient(super.findSetterInfo(annotated));
    }

    static JsonSetter.Value lenient(JsonSetter.Value info) {
        return info.withValueNulls(lenient(info.getValueNulls()), lenient(info.getContentNulls()));
    }

    private static Nulls lenient(Nulls nulls) {
        return nulls == Nulls.FAIL ? Nulls.SET : nulls;
    }
}
