package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BasicDeserializerFactory;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DeserializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads as a strict mapper does. Where that one stops at the first missing member, this one notes the member and reads
 * on, with null, 0 or false in its place. Jackson itself walks through the text, so all other rules and deserializers
 * of the mapper apply. Only readers with a {@link JacksonLenientReading} are lenient.
 */
final class JacksonLenientMapper extends ObjectMapper {
    private static final long serialVersionUID = 1L;

    private JacksonLenientMapper(ObjectMapper strict, BasicDeserializerFactory factory) {
        super(strict);
        JacksonRules rules = JacksonRules.of(strict.getDeserializationConfig());
        setAnnotationIntrospectors(
                strict.getSerializationConfig().getAnnotationIntrospector(), new JacksonLenience(rules.annotations()));
        setDefaultSetterInfo(JacksonLenience.lenient(rules.defaults()));
        disable(
                DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);
        addHandler(new JacksonRejections());
        _deserializationContext =
                _deserializationContext.with(new JacksonLenientFactory(factory.getFactoryConfig(), rules));
    }

    /**
     * The lenient mapper of a strict one; null if that one cannot be copied or has a deserializer factory of its own.
     */
    static @Nullable ObjectMapper of(ObjectMapper strict) {
        DeserializerFactory factory = strict.getDeserializationContext().getFactory();
        if (factory.getClass() != BeanDeserializerFactory.class) {
            return null;
        }
        try {
            return new JacksonLenientMapper(strict, (BasicDeserializerFactory) factory);
        } catch (RuntimeException e) {
            // For example, a subclass of JsonFactory without its own copy(). Its exceptions are undeclared.
            return null;
        }
    }

    @Override
    public ObjectMapper copy() {
        throw new UnsupportedOperationException();
    }
}
