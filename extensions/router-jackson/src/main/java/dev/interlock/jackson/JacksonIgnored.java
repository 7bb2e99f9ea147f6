package dev.interlock.jackson;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.impl.PropertyValueBuffer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Creates a record with components that Jackson ignores. Clients cannot send these components, so they are not
 * required. They get the absent value of their type; primitives get 0 or false.
 */
final class JacksonIgnored extends ValueInstantiator.Delegating {
    private static final long serialVersionUID = 1L;

    private final HashSet<String> ignored;

    /** @param ignored JSON names of the ignored components */
    JacksonIgnored(ValueInstantiator standard, Set<String> ignored) {
        super(standard);
        this.ignored = new HashSet<>(ignored);
    }

    /** Whether a component is ignored. */
    boolean ignores(String name) {
        return ignored.contains(name);
    }

    /** Adds values for ignored components, before Jackson reports them as missing. */
    @Override
    public Object createFromObjectWith(
            DeserializationContext context, SettableBeanProperty[] components, PropertyValueBuffer values)
            throws IOException {
        for (SettableBeanProperty component : components) {
            if (ignored.contains(component.getName()) && !values.hasParameter(component)) {
                values.assignParameter(component, absent(context, component));
            }
        }
        return super.createFromObjectWith(context, components, values);
    }

    private static @Nullable Object absent(DeserializationContext context, SettableBeanProperty component)
            throws IOException {
        JsonDeserializer<Object> reader = component.getValueDeserializer();
        // The mapper rejects null, which is the absent value of a primitive type. The empty value is 0 or false.
        return component.getType().isPrimitive() ? reader.getEmptyValue(context) : reader.getAbsentValue(context);
    }
}
