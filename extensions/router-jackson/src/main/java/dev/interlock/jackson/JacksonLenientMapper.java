package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BasicDeserializerFactory;
import com.fasterxml.jackson.databind.deser.BeanDeserializerFactory;
import com.fasterxml.jackson.databind.deser.DeserializerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads like a strict mapper, but does not stop at the first missing member. It records the member, and uses null, 0 or
 * false as its value. All other rules and deserializers of the strict mapper apply, because Jackson itself parses the
 * text. A reader of this mapper is lenient only if it has a {@link JacksonLenientReading}.
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
     * Creates the lenient mapper for a strict mapper. Returns null if the strict mapper cannot be copied, or has a
     * custom deserializer factory.
     */
    static @Nullable ObjectMapper of(ObjectMapper strict) {
        DeserializerFactory factory = strict.getDeserializationContext().getFactory();
        if (factory.getClass() != BeanDeserializerFactory.class) {
            return null;
        }
        try {
            return new JacksonLenientMapper(strict, (BasicDeserializerFactory) factory);
        } catch (RuntimeException e) {
            // Copying may fail, for example for a subclass of JsonFactory that does not override copy(). Jackson does
            // not declare the exceptions.
            return null;
        }
    }

    @Override
    public ObjectMapper copy() {
        throw new UnsupportedOperationException();
    }
}
