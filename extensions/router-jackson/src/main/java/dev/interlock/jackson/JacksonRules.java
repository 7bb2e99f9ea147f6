package dev.interlock.jackson;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import org.jspecify.annotations.Nullable;

/**
 * Rules of a mapper about members that are absent or null. A {@link JacksonLenientMapper} does not apply these rules,
 * but uses them to find missing members.
 *
 * @param failsOnAbsent whether every parameter of a creator is required
 * @param failsOnNull whether every parameter of a creator rejects null
 */
record JacksonRules(
        AnnotationIntrospector annotations, JsonSetter.Value defaults, boolean failsOnAbsent, boolean failsOnNull) {

    static JacksonRules of(DeserializationConfig config) {
        return new JacksonRules(
                config.getAnnotationIntrospector(),
                config.getDefaultSetterInfo(),
                config.isEnabled(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES),
                config.isEnabled(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES));
    }

    /** Whether an annotation requires a member. */
    boolean requires(BeanProperty property) {
        AnnotatedMember member = property.getMember();
        return member != null && Boolean.TRUE.equals(annotations.hasRequiredMarker(member));
    }

    /** Whether a parameter receives all members that no other parameter takes. */
    static boolean takesOthers(BeanProperty property) {
        AnnotatedMember member = property.getMember();
        return member != null && member.hasAnnotation(JsonAnySetter.class);
    }

    /** Whether a member rejects null. */
    boolean refusesNull(BeanProperty property) {
        Nulls nulls = infoOf(property).getValueNulls();
        return (nulls == Nulls.DEFAULT ? defaults.getValueNulls() : nulls) == Nulls.FAIL;
    }

    /** Whether a member rejects null as an element of its value. */
    boolean refusesNullElements(@Nullable BeanProperty property) {
        Nulls nulls = property == null ? Nulls.DEFAULT : infoOf(property).getContentNulls();
        return (nulls == Nulls.DEFAULT ? defaults.getContentNulls() : nulls) == Nulls.FAIL;
    }

    private JsonSetter.Value infoOf(BeanProperty property) {
        AnnotatedMember member = property.getMember();
        JsonSetter.Value info = member == null ? null : annotations.findSetterInfo(member);
        return info == null ? JsonSetter.Value.empty() : info;
    }
}
