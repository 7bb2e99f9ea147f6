package dev.interlock.json;

import org.jspecify.annotations.Nullable;

/** The expected form of a value, known before the value is read. Immutable once its {@link JsonShapes} are complete. */
public final class JsonShape {
    /** Shape of a value about which nothing is known. */
    public static final JsonShape ANY = new JsonShape("", null, null, true);

    /** Shape of the name of a subtype. This name determines the properties of its object. */
    public static final JsonShape SUBTYPE_NAME = new JsonShape("", null, null, true);

    private final String expected;
    private final @Nullable JsonShape element;
    private final @Nullable JsonProperties properties;
    private final boolean nullable;

    private JsonShape(
            String expected, @Nullable JsonShape element, @Nullable JsonProperties properties, boolean nullable) {
        this.expected = expected;
        this.element = element;
        this.properties = properties;
        this.nullable = nullable;
    }

    static JsonShape value(String expected, boolean nullable) {
        return new JsonShape(expected, null, null, nullable);
    }

    static JsonShape elements(String expected, JsonShape element, boolean nullable) {
        return new JsonShape(expected, element, null, nullable);
    }

    static JsonShape object(JsonProperties properties, boolean nullable) {
        return new JsonShape("an object", null, properties, nullable);
    }

    /** Returns the same shape, but with null allowed. */
    JsonShape orNull() {
        return nullable ? this : new JsonShape(expected, element, properties, true);
    }

    /** Whether another shape is the same. Ignores whether null is allowed. */
    boolean matches(JsonShape other) {
        return properties == other.properties
                && expected.equals(other.expected)
                && (element == null ? other.element == null : isElement(other.element));
    }

    private boolean isElement(@Nullable JsonShape other) {
        return other != null
                && element().nullable == other.nullable
                && element().matches(other);
    }

    /** Returns the description for clients. It follows the words "must be". Empty if unknown. */
    public String expected() {
        return properties == null ? expected : properties.expected();
    }

    /** Returns the shape of the elements of an array, or of the values of a map. */
    public JsonShape element() {
        return element == null ? ANY : element;
    }

    /** Returns the properties of an object, or null if they are unknown. */
    public @Nullable JsonProperties properties() {
        return properties;
    }

    /** Whether the value may be null. */
    public boolean nullable() {
        return nullable;
    }
}
