package dev.interlock.jsonb;

import dev.interlock.json.JsonShapes;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates codecs for the types of one application. They share one {@link Jsonb}. Safe for use by several threads. */
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
     * Creates codecs that use a given configuration. Each codec finds its adapter when it is created, so a missing
     * adapter is reported at the start.
     *
     * @param shapes shapes of the types; the caller must not change them any more
     */
    public static JsonbCodecs of(Jsonb jsonb, JsonShapes shapes) {
        return new JsonbCodecs(() -> jsonb, () -> shapes, true);
    }

    /**
     * Creates the default codecs of an application, with the {@linkplain #standard standard} configuration. A codec
     * creates its objects at its first use, so they do not delay the start. Other threads wait meanwhile. If the
     * creation fails, this use throws, and the next use tries again.
     *
     * @param shapes creates the shapes of the types
     */
    public static JsonbCodecs byDefault(Class<?> application, Supplier<JsonShapes> shapes) {
        return new JsonbCodecs(() -> standard(application), shapes, false);
    }

    /** Objects that all codecs share. */
    private record JsonbLibrary(Jsonb jsonb, JsonShapes shapes, boolean refusesUnknown) {
        static JsonbLibrary of(Jsonb jsonb, JsonShapes shapes) {
            shapes.releaseUnknown((type, subtypeProperty, subtype, property) ->
                    JsonbProbe.knows(jsonb.adapter(type), subtypeProperty, subtype, property));
            return new JsonbLibrary(jsonb, shapes, refuses(jsonb));
        }
    }

    /** Returns the shared objects. Callers must hold the lock. */
    private JsonbLibrary library() {
        JsonbLibrary current = library;
        if (current == null) {
            current = JsonbLibrary.of(configuration.get(), shapes.get());
            library = current;
        }
        return current;
    }

    /**
     * Returns the default configuration of an application: avaje-jsonb's defaults, with the application's adapters.
     * Rejects null for primitive values.
     */
    public static Jsonb standard(Class<?> application) {
        // Without any setting, avaje-jsonb would return an instance that all applications share. It would have the
        // adapters of the first application.
        return Jsonb.builder()
                .failOnNullPrimitives(true)
                .classLoader(application.getClassLoader())
                .build();
    }

    /**
     * Whether the configuration rejects unknown properties. Only avaje-jsonb's own reader knows this setting, and
     * {@link JsonbReader} replaces that reader.
     */
    private static boolean refuses(Jsonb jsonb) {
        try (JsonReader reader = jsonb.reader("{}")) {
            reader.unmappedField("property");
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /**
     * Returns the codec of one type.
     *
     * @param shape shape in the format of {@link JsonShapes}
     * @throws IllegalArgumentException if the codecs were created with a configuration that has no adapter for the type
     */
    public <T> JsonbCodec<T> codec(Type type, String shape) {
        JsonbCodec<T> codec = new JsonbCodec<>(this, type, shape);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** Finds the objects that a codec uses. */
    synchronized <T> JsonbBinding<T> bind(Type type, String shape) {
        JsonbLibrary current = library();
        return new JsonbBinding<>(
                current.jsonb(), current.jsonb().type(type), current.shapes().of(shape), current.refusesUnknown());
    }
}
