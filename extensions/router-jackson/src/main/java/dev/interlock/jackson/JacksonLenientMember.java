package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.CreatorProperty;
import com.fasterxml.jackson.databind.deser.NullValueProvider;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.util.AccessPattern;
import org.jspecify.annotations.Nullable;

/**
 * A member of an object. Provides the value if the member is null or absent. Knows whether the strict mapper rejects
 * null or absence. Safe for use by several threads.
 */
final class JacksonLenientMember implements NullValueProvider {
    private final SettableBeanProperty property;
    private final JacksonRules rules;
    /** Deserializer of the value. Null until Jackson has resolved the property. */
    private volatile @Nullable JsonDeserializer<Object> reader;
    /** Provider that replaces this object as the source of the value for null. Null if there is no such provider. */
    private volatile @Nullable NullValueProvider substitute;
    /** Whether the strict mapper rejects null for the member. Null until the first use. */
    private volatile @Nullable Boolean refusesNull;
    /** Whether the strict mapper rejects the absence of the member. Null until the first use. */
    private volatile @Nullable Boolean isRequired;

    JacksonLenientMember(SettableBeanProperty property, JacksonRules rules) {
        this.property = property;
        this.rules = rules;
    }

    /** Stores the deserializer and the provider for null. Called when Jackson has resolved the property. */
    void resolve(SettableBeanProperty resolved) {
        reader = resolved.getValueDeserializer();
        NullValueProvider provider = resolved.getNullValueProvider();
        substitute = provider == this ? null : provider;
    }

    /**
     * Returns the value for null. Records the null if the strict mapper rejects it. Jackson also calls this method if a
     * deserializer has returned null.
     */
    @Override
    public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        if (reading != null && reading.isOfRejected()) {
            return null;
        }
        Boolean known = refusesNull;
        if (known == null) {
            known = rules.refusesNull(property) || refuses(false, context);
            refusesNull = known;
        }
        if (!known) {
            return value(false, context);
        }
        if (reading == null) {
            throw InvalidNullException.from(context, property.getFullName(), property.getType());
        }
        reading.noteNull(property, context);
        return value(false, context);
    }

    @Override
    public @Nullable Object getAbsentValue(DeserializationContext context) throws JsonMappingException {
        return value(true, context);
    }

    @Override
    public AccessPattern getNullAccessPattern() {
        return AccessPattern.DYNAMIC;
    }

    /**
     * Whether the parameter of a creator is required.
     *
     * @param isOfJackson whether Jackson itself calls the creator; other callers may have default values for parameters
     */
    boolean isRequired(boolean isOfJackson, DeserializationContext context) {
        Boolean known = isRequired;
        if (known == null) {
            known = !JacksonRules.takesOthers(property)
                    && property.getInjectableValueId() == null
                    && (rules.requires(property) || (isOfJackson && refusesAbsence(context)));
            isRequired = known;
        }
        return known;
    }

    private boolean refusesAbsence(DeserializationContext context) {
        return rules.failsOnAbsent() || rules.refusesNull(property) || refuses(true, context);
    }

    private boolean refuses(boolean isAbsent, DeserializationContext context) {
        try {
            return standard(isAbsent, context) == null && property instanceof CreatorProperty && rules.failsOnNull();
        } catch (MismatchedInputException e) {
            return true;
        } catch (JsonMappingException | RuntimeException e) {
            return false;
        }
    }

    private @Nullable Object value(boolean isAbsent, DeserializationContext context) throws JsonMappingException {
        // For a primitive type, the deserializer rejects null.
        return property.getType().isPrimitive() ? reader(context).getEmptyValue(context) : standard(isAbsent, context);
    }

    /** Returns the value that the deserializer, or its substitute, provides for null or absence. */
    private @Nullable Object standard(boolean isAbsent, DeserializationContext context) throws JsonMappingException {
        NullValueProvider other = substitute;
        NullValueProvider provider = other == null ? reader(context) : other;
        JacksonLenientReading reading = JacksonLenientReading.of(context);
        if (reading == null) {
            return value(provider, isAbsent, context);
        }
        boolean wasQuiet = reading.setQuiet(true);
        try {
            return value(provider, isAbsent, context);
        } finally {
            reading.setQuiet(wasQuiet);
        }
    }

    private static @Nullable Object value(NullValueProvider provider, boolean isAbsent, DeserializationContext context)
            throws JsonMappingException {
        return isAbsent ? provider.getAbsentValue(context) : provider.getNullValue(context);
    }

    private JsonDeserializer<Object> reader(DeserializationContext context) throws JsonMappingException {
        JsonDeserializer<Object> current = reader;
        return current == null ? context.findContextualValueDeserializer(property.getType(), property) : current;
    }
}
