package dev.interlock.jsonb;

import dev.interlock.json.JsonShapes;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The codecs of the types of one application, all by one {@link Jsonb}. Safe for use by several threads. */
public final class JsonbCodecs {
    private final Supplier<Jsonb> configuration;
    private final Supplier<JsonShapes> shapes;
    private final boolean atOnce;
    private @Nullable JsonbLibrary library;

    private JsonbCodecs(Supplier<Jsonb> configuration, Supplier<JsonShapes> shapes, boolean atOnce) {
        this.configuration = configuration;
        this.shapes = shapes;
        this.atOnce = atOnce;
    }

    /**
     * Codecs with a configuration. Each codec finds its adapter when it is made, so mistakes show at the start.
     *
     * @param shapes of the types, which belong to these codecs from now on
     */
    public static JsonbCodecs of(Jsonb jsonb, JsonShapes shapes) {
        return new JsonbCodecs(() -> jsonb, () -> shapes, true);
    }

    /**
     * Default codecs of an application, with the {@linkplain #standard standard} configuration. The first use of a
     * codec creates its objects, so that a start does not wait for them: the first thread creates them while others
     * wait. If this fails, the first use throws, and the next one tries again.
     *
     * @param shapes makes the shapes of the types
     */
    public static JsonbCodecs byDefault(Class<?> application, Supplier<JsonShapes> shapes) {
        return new JsonbCodecs(() -> standard(application), shapes, false);
    }

    /** What all codecs share. */
    private record JsonbLibrary(Jsonb jsonb, JsonShapes shapes, boolean refusesUnknown) {
        static JsonbLibrary of(Jsonb jsonb, JsonShapes shapes) {
            shapes.releaseUnknown((type, subtypeProperty, subtype, property) ->
                    JsonbProbe.knows(jsonb.adapter(type), subtypeProperty, subtype, property));
            return new JsonbLibrary(jsonb, shapes, refuses(jsonb));
        }
    }

    /** Shared objects. The caller holds the lock. */
    private JsonbLibrary library() {
        JsonbLibrary current = library;
        if (current == null) {
            current = JsonbLibrary.of(configuration.get(), shapes.get());
            library = current;
        }
        return current;
    }

    /**
     * Default configuration of an application: avaje-jsonb's defaults, but null is no primitive value; with the
     * application's adapters.
     */
    public static Jsonb standard(Class<?> application) {
        // Without a setting of its own it would be one that is shared by all, with the adapters of who came first.
        return Jsonb.builder()
                .failOnNullPrimitives(true)
                .classLoader(application.getClassLoader())
                .build();
    }

    /** That setting is read by the reader, which is another one here. */
    private static boolean refuses(Jsonb jsonb) {
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
     * @throws IllegalArgumentException if a configuration that was given has no adapter for it
     */
    public <T> JsonbCodec<T> codec(Type type, String shape) {
        JsonbCodec<T> codec = new JsonbCodec<>(this, type, shape);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** What a codec reads and writes by. */
    synchronized <T> JsonbBinding<T> bind(Type type, String shape) {
        JsonbLibrary current = library();
        return new JsonbBinding<>(
                current.jsonb(), current.jsonb().type(type), current.shapes().of(shape), current.refusesUnknown());
    }
}
