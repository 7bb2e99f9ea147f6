package dev.interlock.json;

import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The shapes of the JSON of one application, which generated code declares: what each type of object has, and what each
 * property is. A shape is written as text: the name of an {@link #object}; {@code [shape]} for an array and <code>{shape}
 * </code> for a map of such values; {@code 'a date'} for what a client is told to send in place of another value; nothing
 * where nothing is known. A question mark behind it lets the value be null. Not safe for use by several threads until it is
 * complete.
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

    /** Has no problem repeat the value of the property that was declared last, with its other names. */
    public JsonShapes secret() {
        current.markSecret();
        return this;
    }

    /** What a text means. */
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

    /** Lets properties be missing that readers of their type do not know: those are called otherwise. */
    public void require(BiPredicate<Type, String> known) {
        objects.values().forEach(it -> it.require(known));
    }
}
