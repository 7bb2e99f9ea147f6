package dev.interlock.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/**
 * What is known of the JSON of a record.
 *
 * @param name what shapes call it
 */
public record JsonObject(String name, TypeMirror type, List<Property> properties) {
    public JsonObject {
        properties = List.copyOf(properties);
    }

    /**
     * One property.
     *
     * @param aliases other names that it may have
     * @param required whether it must be there
     * @param secret whether no problem repeats its value
     */
    public record Property(String name, List<String> aliases, String shape, boolean required, boolean secret) {
        public Property {
            aliases = List.copyOf(aliases);
        }
    }
}
