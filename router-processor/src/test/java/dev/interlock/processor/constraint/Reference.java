package dev.interlock.processor.constraint;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.bind.Conversion;
import jakarta.validation.MessageInterpolator;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Returns the violations that Hibernate Validator finds. */
final class Reference {
    private static final Validator VALIDATOR = Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new Uninterpolated())
            .buildValidatorFactory()
            .getValidator();

    private Reference() {}

    /** Does not interpolate messages, because the test compares only their number. */
    private static final class Uninterpolated implements MessageInterpolator {
        @Override
        public String interpolate(String template, Context context) {
            return template;
        }

        @Override
        public String interpolate(String template, Context context, Locale locale) {
            return template;
        }
    }

    /**
     * Converts a text and validates it as the field {@code v} of a class. Returns the number of violations.
     *
     * @param text text to convert, or null for an absent value
     */
    static int violations(Class<?> type, @Nullable String text) throws Exception {
        Class<?> field = type.getDeclaredField("v").getType();
        Object value = text == null ? null : convert(field, text);
        return VALIDATOR.validateValue(type, "v", value).size();
    }

    private static Object convert(Class<?> type, String text) throws Exception {
        for (Field constant : Conversion.class.getFields()) {
            Class<?> converted = constant.getGenericType() instanceof ParameterizedType parameterized
                            && parameterized.getActualTypeArguments()[0] instanceof Class<?> argument
                    ? argument
                    : Void.class;
            if (converted.equals(MethodType.methodType(type).wrap().returnType())) {
                return ((Conversion<?>) constant.get(null)).convert(Slice.of(text));
            }
        }
        throw new IllegalArgumentException("no conversion to " + type);
    }
}
