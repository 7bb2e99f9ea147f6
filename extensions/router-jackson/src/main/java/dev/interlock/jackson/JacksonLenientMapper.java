package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BasicDeserializerFactory;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DeserializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads like a strict mapper, but does not stop at the first missing member. It records the member, and uses null, 0 or
 * false as its value. Jackson itself parses the text, so all other rules and deserializers of the mapper apply. Only
 * readers with a {@link JacksonLenientReading} are lenient.
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
     * Creates the lenient mapper of a strict one. Returns null if the strict mapper cannot be copied, or has its own
     * deserializer factory.
     */
    static @Nullable ObjectMapper of(ObjectMapper strict) {
        DeserializerFactory factory = strict.getDeserializationContext().getFactory();
        if (factory.getClass() != BeanDeserializerFactory.class) {
            return null;
        }
        try {
            return new JacksonLenientMapper(strict, (BasicDeserializerFactory) factory);
        } catch (RuntimeException e) {
            // An example is a subclass of JsonFactory without its own copy(). The exceptions are undeclared.
            return null;
        }
    }

    @Override
    public ObjectMapper copy() {
        throw new UnsupportedOperationException();
    }
}
