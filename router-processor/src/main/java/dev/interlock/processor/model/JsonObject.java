package dev.interlock.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * The JSON that an object type declares.
 *
 * @param name name by which shapes refer to the object
 * @param ignoresCase whether the names of properties are compared without regard to case
 * @param open whether the object may have properties that are not listed
 * @param subtypes possible subtypes of the object; if present, the list of properties is empty
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
     * The subtypes of an object type. One property of the JSON names the subtype.
     *
     * @param property name of that property
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
     * @param name value that selects this subtype
     */
    public record Subtype(String name, List<Property> properties) {
        public Subtype {
            properties = List.copyOf(properties);
        }
    }

    /**
     * One property of an object.
     *
     * @param aliases alternative names of the property
     * @param required whether the property must be present
     * @param secret whether the value must not appear in problem responses
     */
    public record Property(String name, List<String> aliases, String shape, boolean required, boolean secret) {
        public Property {
            aliases = List.copyOf(aliases);
        }
    }
}
