package dev.interlock.codec;

import dev.interlock.json.JsonShapes;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.Type;

/** The codecs of the types of one application, all by one {@link Jsonb}: made when the application starts. */
public final class JsonbCodecs {
    private final Jsonb jsonb;
    private final JsonShapes shapes;
    private final boolean refusesUnknown;

    /** @param shapes of the types, which belong to these codecs from now on */
    public JsonbCodecs(Jsonb jsonb, JsonShapes shapes) {
        this.jsonb = jsonb;
        this.shapes = shapes;
        this.refusesUnknown = refusesUnknown(jsonb);
        shapes.require((type, property) -> JsonbProbe.knows(jsonb.adapter(type), property));
    }

    /** The one that an application has that is given no other: as avaje-jsonb is by default, with its adapters. */
    public static Jsonb standard(Class<?> application) {
        // Without a setting of its own it would be one that is shared by all, with the adapters of who came first.
        return Jsonb.builder()
                .failOnNullPrimitives(true)
                .classLoader(application.getClassLoader())
                .build();
    }

    /** That setting is read by the reader, which is another one here. */
    private static boolean refusesUnknown(Jsonb jsonb) {
        try (JsonReader reader = jsonb.reader("{}")) {
            reader.unmappedField("property");
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /**
     * The codec of one type.
     *
     * @param shape as {@link JsonShapes} writes it
     * @throws IllegalArgumentException if there is no adapter for it
     */
    public <T> JsonbCodec<T> codec(Type type, String shape) {
        return new JsonbCodec<>(jsonb, jsonb.type(type), shapes.of(shape), refusesUnknown);
    }
}
