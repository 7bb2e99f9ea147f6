package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates codecs for the types of one application. They share one {@link ObjectMapper}. Safe for use by several
 * threads.
 */
public final class JacksonCodecs {
    private final Supplier<ObjectMapper> configuration;
    private final boolean atOnce;
    private @Nullable ObjectMapper mapper;
    /** Mapper that reads strictly. Null until the first use. */
    private @Nullable ObjectMapper reader;
    /**
     * Mapper that reads bodies with missing members. Null until the first body with missing members. Also null if
     * {@link JacksonLenientMapper} does not support the strict mapper.
     */
    private @Nullable ObjectMapper lenient;
    /** Whether {@link #lenient} has its final value, which may be null. */
    private boolean isLenientMade;

    /**
     * Descriptions of the expected JSON for clients, by type. Cached, because the description of an enum needs one
     * question to the mapper for each constant.
     */
    private final Map<Class<?>, String> expectations = new ConcurrentHashMap<>();

    private JacksonCodecs(Supplier<ObjectMapper> configuration, boolean atOnce) {
        this.configuration = configuration;
        this.atOnce = atOnce;
    }

    /**
     * Creates codecs that use a mapper. Each codec creates its objects at once.
     *
     * @param mapper must not change any more
     */
    public static JacksonCodecs of(ObjectMapper mapper) {
        return new JacksonCodecs(() -> mapper, true);
    }

    /**
     * Creates the default codecs of an application, with the {@linkplain #standard standard} configuration. A codec
     * creates its objects at its first use, so they do not delay the start. Other threads wait meanwhile. If the
     * creation fails, this use throws, and the next use tries again.
     */
    public static JacksonCodecs byDefault(Class<?> application) {
        return new JacksonCodecs(() -> standard(application), false);
    }

    /**
     * Returns the default configuration of an application. The mapper has the modules of the class path and writes
     * dates as text. Components of records are required unless they are nullable, optional or ignored. Numbers are
     * finite. Conversions that would hide mistakes of clients are off.
     */
    public static ObjectMapper standard(Class<?> application) {
        return JsonMapper.builder()
                // Added before the modules, so that the annotations of modules take precedence.
                .annotationIntrospector(new JacksonRecords())
                .addModule(new JacksonNumbers())
                .addModules(ObjectMapper.findModules(application.getClassLoader()))
                .addModule(JacksonInstantiators.module())
                // A record, or a class of a sealed interface, may have no properties. Its JSON is {}. With
                // FAIL_ON_EMPTY_BEANS, Jackson would reject the class only when it writes a value, and the response
                // would be a 500.
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    /** Returns a codec for one type. */
    public <T> JacksonCodec<T> codec(Type type) {
        JacksonCodec<T> codec = new JacksonCodec<>(this, type);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** Creates the reader and the writers of a codec. */
    JacksonBinding bind(Type type) {
        ObjectMapper current = mapper();
        JacksonWriter writer = JacksonWriter.of(current, current.constructType(type));
        return new JacksonBinding(strict(reader(), type), writer, writer.withoutIndents());
    }

    private static ObjectReader strict(ObjectMapper mapper, Type type) {
        return mapper.readerFor(mapper.constructType(type))
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /**
     * Returns a reader that records missing members, for use by a {@link JacksonLenientReading}. Returns null if
     * {@link JacksonLenientMapper} does not support the mapper.
     */
    @Nullable
    ObjectReader lenientReader(Type type) {
        ObjectMapper current = lenient();
        return current == null ? null : strict(current, type);
    }

    private synchronized @Nullable ObjectMapper lenient() {
        if (!isLenientMade) {
            lenient = JacksonLenientMapper.of(reader());
            isLenientMade = true;
        }
        return lenient;
    }

    /**
     * Returns the description of the expected JSON for clients. Caches the result of {@link JacksonExpectations#of}.
     */
    String expected(Class<?> target) {
        String known = expectations.get(target);
        // Not computeIfAbsent, because the called code may change this map.
        if (known == null) {
            known = JacksonExpectations.of(target, reader());
            expectations.put(target, known);
        }
        return known;
    }

    private synchronized ObjectMapper reader() {
        ObjectMapper current = reader;
        if (current == null) {
            current = JacksonBounds.bounding(mapper());
            reader = current;
        }
        return current;
    }

    private synchronized ObjectMapper mapper() {
        ObjectMapper current = mapper;
        if (current == null) {
            current = configuration.get();
            mapper = current;
        }
        return current;
    }
}
