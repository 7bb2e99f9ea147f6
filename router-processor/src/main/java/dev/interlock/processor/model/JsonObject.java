package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * Declared JSON of an object type.
 *
 * @param name name by which shapes refer to the object
 * @param ignoresCase whether names of properties are compared without case
 * @param open whether the object may have other properties
 * @param subtypes possible types of the object; an object with subtypes has no other properties
 */
public record JsonObject(
        String name,
        TypeMirror type,
        boolean ignoresCase,
        boolean open,
        List<Property> properties,
        Optional<Subtypes> subtypes) {
    public JsonObject {
        properties = List.copyOf(properties);
    }

    /**
     * Subtypes that a property distinguishes.
     *
     * @param property name of the property
     * @param expected text that describes the possible values to a client
     */
    public record Subtypes(String property, String expected, List<Subtype> all) {
        public Subtypes {
            all = List.copyOf(all);
        }
    }

    /**
     * One of several subtypes.
     *
     * @param name value of the property that selects this subtype
     */
    public record Subtype(String name, List<Property> properties) {
        public Subtype {
            properties = List.copyOf(properties);
        }
    }

    /**
     * One property of an object.
     *
     * @param aliases other names of the property
     * @param required whether the property must be present
     * @param secret whether problem responses must not repeat the value
     */
    public record Property(String name, List<String> aliases, String shape, boolean required, boolean secret) {
        public Property {
            aliases = List.copyOf(aliases);
        }
    }
}
