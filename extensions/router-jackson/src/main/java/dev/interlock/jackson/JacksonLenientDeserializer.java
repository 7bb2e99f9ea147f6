package dev.interlock.jackson;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.util.AccessPattern;
import com.fasterxml.jackson.databind.util.NameTransformer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value with the deserializer of the strict mapper. If the application rejects the value because members are
 * missing, the reading of the text continues.
 */
final class JacksonLenientDeserializer extends DelegatingDeserializer {
    private static final long serialVersionUID = 1L;

    private final transient JacksonRules rules;
    /** Member that contains this value, directly or in a container. Null if the value is the whole body. */
    private final transient @Nullable BeanProperty property;
    /** Whether the array, collection or map rejects null as an element. */
    private final boolean refusesNullElement;

    JacksonLenientDeserializer(JsonDeserializer<?> strict, JacksonRules rules, @Nullable BeanProperty property) {
        super(strict);
        this.rules = rules;
        this.property = property;
        this.refusesNullElement = rules.refusesNullElements(property);
    }

    @Override
    protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> strict) {
        return new JacksonLenientDeserializer(strict, rules, property);
    }

    @Override
    public void resolve(DeserializationContext context) throws JsonMappingException {
        super.resolve(context);
        if (_delegatee instanceof BeanDeserializerBase bean) {
            bean.properties().forEachRemaining(it -> resolve(bean, it));
            bean.creatorProperties().forEachRemaining(it -> resolve(bean, it));
        }
    }

    private static void resolve(BeanDeserializerBase bean, SettableBeanProperty resolved) {
        if (resolved.getNullValueProvider() instanceof JacksonLenientMember member) {
            member.resolve(resolved);
        } else if (resolved instanceof CreatorProperty
                && bean.getValueInstantiator() instanceof JacksonLenientInstantiator creator) {
            creator.member(resolved).resolve(resolved);
        }
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
            throws JsonMappingException {
        JavaType type = context.constructType(_delegatee.handledType());
        return new JacksonLenientDeserializer(
                context.handleSecondaryContextualization(_delegatee, property, type), rules, property);
    }

    @Override
    public JsonDeserializer<Object> unwrappingDeserializer(NameTransformer names) {
        JsonDeserializer<?> unwrapping = _delegatee.unwrappingDeserializer(names);
        // Jackson cannot unwrap some deserializers, for example of maps. It then returns the same deserializer.
        return unwrapping == _delegatee ? this : new JacksonLenientDeserializer(unwrapping, rules, property);
    }

    @Override
    public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        if (refusesNullElement && reading != null) {
            reading.noteNullElement(context);
        }
        return super.getNullValue(context);
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return AccessPattern.DYNAMIC;
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return deserializeInto(null, parser, context);
    }

    @Override
    public @Nullable Object deserialize(JsonParser parser, DeserializationContext context, Object known)
            throws IOException {
        return deserializeInto(known, parser, context);
    }

    private @Nullable Object deserializeInto(@Nullable Object known, JsonParser parser, DeserializationContext context)
            throws IOException {
        JsonToken token = parser.currentToken();
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        if (reading == null || (token != null && token.isScalarValue())) {
            return deserializeStrictly(known, parser, context);
        }
        JacksonLenientValue value = reading.begin(parser, _delegatee.handledType(), context);
        try {
            Object result = deserializeStrictly(known, parser, context);
            if (result == null && value.isRejected()) {
                value.skipRest();
            }
            return result;
        } catch (IOException | RuntimeException | AssertionError e) {
            if (!reading.rejects(value, e)) {
                throw e;
            }
            value.skipRest();
            return null;
        } finally {
            reading.end(value);
        }
    }

    private @Nullable Object deserializeStrictly(
            @Nullable Object known, JsonParser parser, DeserializationContext context) throws IOException {
        return known == null ? super.deserialize(parser, context) : super.deserialize(parser, context, known);
    }

    @Override
    public @Nullable Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer types) throws IOException {
        try {
            return super.deserializeWithType(parser, context, types);
        } catch (JacksonMissing e) {
            // Jackson reads this value at the end of the object around it, and does not know the member. So this code
            // adds the member to the place.
            if (property != null && types.getTypeInclusion() == JsonTypeInfo.As.EXTERNAL_PROPERTY) {
                e.prependPath(property.getMember().getDeclaringClass(), property.getName());
            }
            throw e;
        }
    }
}
