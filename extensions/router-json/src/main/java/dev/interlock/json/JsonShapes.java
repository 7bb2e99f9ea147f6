package dev.interlock.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Shapes of the JSON of one application, declared by generated code: the properties of each type of object, and the
 * value of each property. A shape is written as a text: the name of an {@link #object}, {@code [shape]} for an array,
 * <code>{shape}</code> for a map, {@code 'a date'} for a description for clients, or an empty text if nothing is known.
 * A question mark after the shape allows null. Not safe for use by several threads until the shapes are complete.
 */
public final class JsonShapes {
    private final Map<String, JsonProperties> objects = new LinkedHashMap<>();
    private JsonProperties current = new JsonProperties();

    /** Declares the object of a Java type. Calls that declare its properties follow. */
    public JsonShapes object(String name, Type type) {
        current = properties(name);
        current.declare(type);
        return this;
    }

    /**
     * Declares that the object is one of several subtypes. Calls of {@link #subtype} follow.
     *
     * @param property name of the property that names the subtype
     * @param expected description for clients
     */
    public JsonShapes subtypes(String property, String expected) {
        current.declareSubtypes(property, expected);
        return this;
    }

    /** Declares a subtype. Calls that declare its properties follow. */
    public JsonShapes subtype(String name) {
        current.addSubtype(name);
        return this;
    }

    /** Declares that case does not matter in the names of the properties that follow. */
    public JsonShapes ignoreCase() {
        current.ignoreCase();
        return this;
    }

    /** Declares that objects of the type may have properties that are not declared. */
    public JsonShapes open() {
        current.markOpen();
        return this;
    }

    private JsonProperties properties(String name) {
        return objects.computeIfAbsent(name, it -> new JsonProperties());
    }

    /** Declares a property that is required. */
    public JsonShapes required(String name, String shape) {
        current.add(name, of(shape), true);
        return this;
    }

    /** Declares a property that may be missing. */
    public JsonShapes optional(String name, String shape) {
        current.add(name, of(shape), false);
        return this;
    }

    /** Declares another name for the property that was declared last. */
    public JsonShapes alias(String name) {
        current.addAlias(name);
        return this;
    }

    /**
     * Marks the property that was declared last as a secret, including its other names. Problems do not repeat the
     * value of a secret.
     */
    public JsonShapes secret() {
        current.markSecret();
        return this;
    }

    /** Parses the text of a shape. */
    public JsonShape of(String shape) {
        boolean nullable = shape.endsWith("?");
        String text = nullable ? shape.substring(0, shape.length() - 1) : shape;
        if (text.isEmpty()) {
            return nullable ? JsonShape.ANY : JsonShape.value("", false);
        }
        String inner = text.substring(1, Math.max(1, text.length() - 1));
        return switch (text.charAt(0)) {
            case '[' -> JsonShape.elements("an array", of(inner), nullable);
            case '{' -> JsonShape.elements("an object", of(inner), nullable);
            case '\'' -> JsonShape.value(inner, nullable);
            default -> JsonShape.object(properties(text), nullable);
        };
    }

    /**
     * Makes properties optional whose names the reader of their type does not know. The reader uses other names for
     * them.
     */
    public void releaseUnknown(KnownProperties known) {
        objects.values().forEach(it -> it.releaseUnknown(known));
    }
}
