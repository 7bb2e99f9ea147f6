package dev.interlock.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The members of a class. Jackson's own properties are asked once for each class whether they accept null, and whether they
 * may be absent, so that all rules of the mapper hold. Safe for use by several threads.
 */
final class JacksonBean {
    private final BeanDeserializerBase standard;
    /** Members that must be there, in the order of the parameters. */
    private final List<SettableBeanProperty> required;
    /** Names of the members that name the types of others. */
    private final List<String> typeNames;

    private final Map<SettableBeanProperty, JacksonMember> members = new ConcurrentHashMap<>();

    JacksonBean(BeanDeserializerBase standard, DeserializationContext context) {
        this.standard = standard;
        List<SettableBeanProperty> parameters = new ArrayList<>();
        standard.creatorProperties().forEachRemaining(parameters::add);
        parameters.sort(Comparator.comparingInt(SettableBeanProperty::getCreatorIndex));
        required = parameters.stream().filter(it -> isRequired(it, context)).toList();
        typeNames = parameters.stream()
                .map(SettableBeanProperty::getValueTypeDeserializer)
                .filter(JacksonBean::isExternal)
                .map(TypeDeserializer::getPropertyName)
                .toList();
    }

    /** Name of a member that must be there. */
    String requiredName(int number) {
        return required.get(number).getName();
    }

    /** Number of members that must be there. */
    int requiredCount() {
        return required.size();
    }

    /** Names of the members that name the types of others. */
    List<String> typeNames() {
        return typeNames;
    }

    /** The member with a name, or null if there is none. */
    @Nullable
    JacksonMember member(String name, JacksonShapes shapes, DeserializationContext context) {
        SettableBeanProperty property = standard.findProperty(name);
        if (property == null) {
            return null;
        }
        JacksonMember known = members.get(property);
        // Not computeIfAbsent: the code may come here again.
        if (known == null) {
            known = member(property, shapes, context);
            members.put(property, known);
        }
        return known;
    }

    private JacksonMember member(SettableBeanProperty property, JacksonShapes shapes, DeserializationContext context) {
        if (isIgnored(property)) {
            return new JacksonMember(property.getName(), JacksonShape.ANY, false, -1);
        }
        boolean refusesNullElements = property.getMetadata().getContentNulls() == Nulls.FAIL;
        JacksonShape shape = shapes.of(
                property.getValueTypeDeserializer(),
                property.getValueDeserializer(),
                property,
                refusesNullElements,
                context);
        return new JacksonMember(
                property.getName(), shape, refusesNull(property, context), requiredNumber(property.getName()));
    }

    /** By name: the property of an identifier stands before the parameter. */
    private int requiredNumber(String name) {
        for (int i = 0; i < required.size(); i++) {
            if (requiredName(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    static boolean isExternal(@Nullable TypeDeserializer types) {
        return types != null && types.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY;
    }

    private boolean isIgnored(SettableBeanProperty property) {
        return standard.getValueInstantiator() instanceof JacksonIgnored instantiator
                && instantiator.ignores(property.getName());
    }

    private static boolean refusesNull(SettableBeanProperty property, DeserializationContext context) {
        try {
            Object value = property.getNullValueProvider().getNullValue(context);
            return value == null
                    && property instanceof CreatorProperty
                    && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        } catch (MismatchedInputException e) {
            return true;
        } catch (JsonMappingException | RuntimeException e) {
            return false;
        }
    }

    /** Whether a parameter of a constructor or factory method must be there. */
    private boolean isRequired(SettableBeanProperty parameter, DeserializationContext context) {
        if (isIgnored(parameter) || parameter.getInjectableValueId() != null || isUnwrapped(parameter, context)) {
            return false;
        }
        if (parameter.isRequired() || !isStandard(standard.getValueInstantiator())) {
            return parameter.isRequired();
        }
        return context.isEnabled(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                || refusesAbsence(parameter, context);
    }

    /** Other instantiators, such as those of Kotlin, know default values of parameters. */
    private static boolean isStandard(ValueInstantiator instantiator) {
        return instantiator instanceof JacksonIgnored
                || instantiator.getClass().getName().startsWith("com.fasterxml.jackson.databind.");
    }

    private static boolean refusesAbsence(SettableBeanProperty parameter, DeserializationContext context) {
        try {
            Object value = parameter.getNullValueProvider().getAbsentValue(context);
            JsonDeserializer<Object> reader = parameter.getValueDeserializer();
            return value == null
                    && reader.getAbsentValue(context) == null
                    && context.isEnabled(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES);
        } catch (MismatchedInputException e) {
            return true;
        } catch (JsonMappingException | RuntimeException e) {
            return false;
        }
    }

    /** Whether the members of the value are members of the object around it. */
    private static boolean isUnwrapped(SettableBeanProperty parameter, DeserializationContext context) {
        AnnotationIntrospector annotations = context.getAnnotationIntrospector();
        return parameter.getMember() != null
                && annotations.findUnwrappingNameTransformer(parameter.getMember()) != null;
    }
}
