package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.PrimitiveArrayDeserializers;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Deserializers for numbers that reject other values. Jackson's own deserializers accept the strings {@code "NaN"} and
 * {@code "Infinity"} with all coercion settings. They read {@code 1e400} as infinity, and 200 as a negative byte.
 * {@link JacksonBounds} limits the digits of numbers.
 */
final class JacksonNumbers extends SimpleModule {
    private static final long serialVersionUID = 1L;

    JacksonNumbers() {
        addNumber(double.class);
        addNumber(Double.class);
        addNumber(float.class);
        addNumber(Float.class);
        addNumber(byte.class);
        addNumber(Byte.class);
        addNumber(Number.class);
        addArray(double[].class);
        addArray(float[].class);
        setDeserializerModifier(new JacksonBounds());
    }

    // The cast is safe, because Jackson's deserializer for a type returns values of this type.
    @SuppressWarnings("unchecked")
    private <T> void addNumber(Class<T> type) {
        JsonDeserializer<?> standard = type == Number.class
                ? NumberDeserializers.NumberDeserializer.instance
                : NumberDeserializers.find(type, type.getName());
        addDeserializer(type, (JsonDeserializer<T>) new Scalar(type, standard));
    }

    @SuppressWarnings("unchecked")
    private <T> void addArray(Class<T> type) {
        addDeserializer(type, (JsonDeserializer<T>)
                new Elements(type, PrimitiveArrayDeserializers.forType(type.getComponentType())));
    }

    /** Deserializer that requires a finite number, equal to the number in the text. */
    private static final class Scalar extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;
        private final Class<?> type;

        Scalar(Class<?> type, JsonDeserializer<?> standard) {
            super(standard);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Scalar(type, standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.hasToken(JsonToken.VALUE_STRING)) {
                return context.handleUnexpectedToken(type, parser);
            }
            Object value = super.deserialize(parser, context);
            // If the mapper unwraps an array with one element, the current token is now the end of the array, and not
            // the number.
            if (value instanceof Number number && parser.currentToken().isNumeric() && !isAsSent(number, parser)) {
                return context.handleWeirdNumberValue(type, number, "not in range");
            }
            return value;
        }

        private static boolean isAsSent(Number value, JsonParser parser) throws IOException {
            return value instanceof Byte ? parser.getIntValue() == value.byteValue() : isFinite(value);
        }

        private static boolean isFinite(Number value) {
            return !(value instanceof Double || value instanceof Float) || Double.isFinite(value.doubleValue());
        }
    }

    /** Deserializer that requires finite numbers in an array. */
    private static final class Elements extends DelegatingDeserializer {
        private static final long serialVersionUID = 1L;
        private final Class<?> type;

        Elements(Class<?> type, JsonDeserializer<?> standard) {
            super(standard);
            this.type = type;
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> standard) {
            return new Elements(type, standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            Object array = super.deserialize(parser, context);
            int at = array == null ? -1 : indexOfNotFinite(array);
            if (at < 0) {
                return array;
            }
            throw JsonMappingException.wrapWithPath(
                    MismatchedInputException.from(parser, type, "An element is not in range"), array, at);
        }

        private static int indexOfNotFinite(Object array) {
            for (int i = 0; i < Array.getLength(array); i++) {
                if (!Double.isFinite(Array.getDouble(array, i))) {
                    return i;
                }
            }
            return -1;
        }
    }
}
