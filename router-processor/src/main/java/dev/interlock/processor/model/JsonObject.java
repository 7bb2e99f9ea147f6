package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * Declared JSON of a type of object.
 *
 * @param name name in shapes
 * @param ignoresCase whether the case of letters in names of properties does not matter
 * @param open whether it may have other properties
 * @param subtypes the types that the object may be of; it has no other properties then
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
     * Types that a property tells from each other.
     *
     * @param property name of that property
     * @param expected what clients are told to send
     */
    public record Subtypes(String property, String expected, List<Subtype> all) {
        public Subtypes {
            all = List.copyOf(all);
        }
    }

    /** One of several types. */
    public record Subtype(String name, List<Property> properties) {
        public Subtype {
            properties = List.copyOf(properties);
        }
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
