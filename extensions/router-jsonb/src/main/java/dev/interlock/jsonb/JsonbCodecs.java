package dev.interlock.jsonb;

import dev.interlock.json.JsonShapes;
import io.avaje.json.JsonReader;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.Type;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Codecs for the types of one application, based on one {@link Jsonb}. Safe for use by several threads. */
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
     * Creates codecs with a configuration. Each codec finds its adapter when it is created, so mistakes show at the
     * start.
     *
     * @param shapes shapes of the types; these codecs own them from now on
     */
    public static JsonbCodecs of(Jsonb jsonb, JsonShapes shapes) {
        return new JsonbCodecs(() -> jsonb, () -> shapes, true);
    }

    /**
     * Creates the default codecs of an application, with the {@linkplain #standard standard} configuration. The first
     * use of a codec creates its objects, so they do not delay the start. The first thread creates the objects while
     * other threads wait. If this fails, the first use throws, and the next use tries again.
     *
     * @param shapes makes the shapes of the types
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

    /** Returns the shared objects. The caller holds the lock. */
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
     * Null is not accepted for primitive values.
     */
    public static Jsonb standard(Class<?> application) {
        // Without any setting, avaje-jsonb returns an instance that all applications share, with the adapters of the
        // first application.
        return Jsonb.builder()
                .failOnNullPrimitives(true)
                .classLoader(application.getClassLoader())
                .build();
    }

    /**
     * Whether the configuration rejects unknown properties. Only its own reader knows the setting, and {@link
     * JsonbReader} replaces that reader.
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
     * @throws IllegalArgumentException if a given configuration has no adapter for the type
     */
    public <T> JsonbCodec<T> codec(Type type, String shape) {
        JsonbCodec<T> codec = new JsonbCodec<>(this, type, shape);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** Finds the parts of a codec. */
    synchronized <T> JsonbBinding<T> bind(Type type, String shape) {
        JsonbLibrary current = library();
        return new JsonbBinding<>(
                current.jsonb(), current.jsonb().type(type), current.shapes().of(shape), current.refusesUnknown());
    }
}
