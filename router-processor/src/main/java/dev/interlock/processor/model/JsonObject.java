package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * Declared JSON of a record.
 *
 * @param name name in shapes
 */
public record JsonObject(String name, TypeMirror type, List<Property> properties) {
    public JsonObject {
        properties = List.copyOf(properties);
    }

    /**
     * One property.
     *
     * @param aliases other names of the property
     * @param required whether it must be present
     * @param secret whether problems must not repeat its value
     */
    public record Property(String name, List<String> aliases, String shape, boolean required, boolean secret) {
        public Property {
            aliases = List.copyOf(aliases);
        }
    }
}
