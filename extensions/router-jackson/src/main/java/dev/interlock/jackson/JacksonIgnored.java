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
 * Creates a record that has components that Jackson ignores. Clients cannot send these components, so they are not
 * required. Each gets the value that Jackson uses for an absent property of its type. For a primitive type, the value
 * is 0 or false.
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

    /** Adds the values of ignored components. Otherwise, Jackson would report them as missing. */
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
        // For a primitive type, the absent value is null, but the mapper rejects null. The empty value is 0 or false.
        return component.getType().isPrimitive() ? reader.getEmptyValue(context) : reader.getAbsentValue(context);
    }
}
