package dev.interlock.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The shapes of the JSON of one application, which generated code declares: the properties of each type of object, and
 * the value of each property. A shape is a text: the name of an {@link #object}; {@code [shape]} for an array and
 * <code>{shape}</code> for a map of these values; {@code 'a date'} for the expectation that clients see; nothing if
 * nothing is known. A question mark after it allows null. Not safe for use by several threads until it is complete.
 */
public final class JsonShapes {
    private final Map<String, JsonProperties> objects = new LinkedHashMap<>();
    private JsonProperties current = new JsonProperties();

    /** Declares what objects of a Java type have: the properties that follow. */
    public JsonShapes object(String name, Type type) {
        current = properties(name);
        current.declare(type);
        return this;
    }

    /**
     * The object is one of several subtypes, which follow.
     *
     * @param property name of the property that has the name of the subtype
     * @param expected what clients are told to send
     */
    public JsonShapes subtypes(String property, String expected) {
        current.declareSubtypes(property, expected);
        return this;
    }

    /** A subtype has the properties that follow. */
    public JsonShapes subtype(String name) {
        current.addSubtype(name);
        return this;
    }

    /** The case of letters does not matter in the names of the properties, which follow. */
    public JsonShapes ignoreCase() {
        current.ignoreCase();
        return this;
    }

    /** Objects of the type may have properties that are not declared. */
    public JsonShapes open() {
        current.markOpen();
        return this;
    }

    private JsonProperties properties(String name) {
        return objects.computeIfAbsent(name, it -> new JsonProperties());
    }

    /** A property that must be there. */
    public JsonShapes required(String name, String shape) {
        current.add(name, of(shape), true);
        return this;
    }

    /** A property that may be missing. */
    public JsonShapes optional(String name, String shape) {
        current.add(name, of(shape), false);
        return this;
    }

    /** Another name of the property that was declared last. */
    public JsonShapes alias(String name) {
        current.addAlias(name);
        return this;
    }

    /** Marks the last declared property, with its other names, as a secret: no problem repeats its value. */
    public JsonShapes secret() {
        current.markSecret();
        return this;
    }

    /** Shape of a text. */
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

    /** Makes properties optional whose names the reader of the type does not know: they have other names. */
    public void releaseUnknown(KnownProperties known) {
        objects.values().forEach(it -> it.releaseUnknown(known));
    }
}
