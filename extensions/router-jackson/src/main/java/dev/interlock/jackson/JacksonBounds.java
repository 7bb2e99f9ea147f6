package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.interlock.generated.text.ClientText;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Limits the {@linkplain ClientText#MAX_DIGITS digits} of numbers that clients send as strings or as map keys.
 * {@link RequestScanner} limits plain numbers in the text.
 */
final class JacksonBounds extends BeanDeserializerModifier {
    private static final long serialVersionUID = 1L;
    private static final Set<Class<?>> BOUNDED = Set.of(BigDecimal.class, BigInteger.class, Number.class);

    JacksonBounds() {}

    /**
     * Returns a copy of the mapper that applies the limit. Returns the mapper itself if it already applies the limit,
     * or if its class cannot be copied.
     */
    static ObjectMapper bounding(ObjectMapper mapper) {
        if (mapper.getRegisteredModuleIds().contains(JacksonNumbers.class.getName())) {
            return mapper;
        }
        ObjectMapper copy;
        try {
            copy = mapper.copy();
        } catch (IllegalStateException e) {
            // The class of the mapper does not override copy(). For such a mapper, only plain numbers in the text are
            // limited.
            return mapper;
        }
        SimpleModule module = new SimpleModule("interlock-bounds");
        module.setDeserializerModifier(new JacksonBounds());
        return copy.registerModule(module);
    }

    @Override
    public JsonDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription type, JsonDeserializer<?> standard) {
        return BOUNDED.contains(type.getBeanClass()) ? new Bounded(type.getBeanClass(), standard) : standard;
    }

    @Override
    public KeyDeserializer modifyKeyDeserializer(
            DeserializationConfig config, JavaType type, KeyDeserializer standard) {
        return BOUNDED.contains(type.getRawClass()) ? new BoundedKey(type.getRawClass(), standard) : standard;
    }

    /** Deserializer that limits a number, because a client may have sent it as a string. */
    private static final class Bounded extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;
        private final Class<?> type;

        Bounded(Class<?> type, JsonDeserializer<?> standard) {
            super(standard);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Bounded(type, standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object value = super.deserialize(parser, context);
            return value instanceof BigDecimal number && !ClientText.isBoundedDecimal(number)
                    ? context.handleWeirdNumberValue(type, number, "not in range")
                    : value;
        }
    }

    /** Deserializer that limits a number in the name of a property. */
    private static final class BoundedKey extends KeyDeserializer {
        private final Class<?> type;
        private final KeyDeserializer standard;

        BoundedKey(Class<?> type, KeyDeserializer standard) {
            this.type = type;
            this.standard = standard;
        }

        @Override
        public @Nullable Object deserializeKey(String key, DeserializationContext context) throws IOException {
            boolean isLong = key.length() > ClientText.MAX_DIGITS;
            Object value = isLong ? null : standard.deserializeKey(key, context);
            boolean isBounded =
                    !isLong && !(value instanceof BigDecimal number && !ClientText.isBoundedDecimal(number));
            return isBounded ? value : context.handleWeirdKey(type, key, "not in range");
        }
    }
}
