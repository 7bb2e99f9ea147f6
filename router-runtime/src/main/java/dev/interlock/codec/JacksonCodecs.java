package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The codecs of the types of one application, all by one {@link ObjectMapper}. Safe for use by several threads. */
public final class JacksonCodecs {
    private final Supplier<ObjectMapper> configuration;
    private final boolean atOnce;
    private @Nullable ObjectMapper mapper;
    /** What bodies are read by. */
    private @Nullable ObjectMapper reader;

    /** What clients are told of values of a type; made once, as the list of an enum asks the mapper of each constant. */
    private final Map<Class<?>, String> expectations = new ConcurrentHashMap<>();

    private JacksonCodecs(Supplier<ObjectMapper> configuration, boolean atOnce) {
        this.configuration = configuration;
        this.atOnce = atOnce;
    }

    /**
     * Codecs by a configuration, each of which is ready when it is made.
     *
     * @param mapper is not changed any more
     */
    public static JacksonCodecs of(ObjectMapper mapper) {
        return new JacksonCodecs(() -> mapper, true);
    }

    /**
     * The codecs that an application has that is given no configuration: by the {@linkplain #standard standard} one. What they
     * need is made when one of them is first used, so that a start has no part of it: in the thread that uses it, while others wait.
     * What fails then is thrown by that use, and tried again by the next.
     */
    public static JacksonCodecs byDefault(Class<?> application) {
        return new JacksonCodecs(() -> standard(application), false);
    }

    /**
     * The configuration that an application has that is given no other: with the modules of its class path, dates as text,
     * components of records required unless they are nullable, optional or ignored, numbers finite, and without conversions
     * that hide mistakes.
     */
    public static ObjectMapper standard(Class<?> application) {
        return JsonMapper.builder()
                .addModule(new JacksonNumbers())
                .addModules(ObjectMapper.findModules(application.getClassLoader()))
                .addModule(JacksonInstantiators.module())
                .annotationIntrospector(new JacksonRecords())
                // A class of a sealed interface may well have nothing to tell, as its records may: that is {}. That a
                // value has no properties is known when it is written, where refusing it could only be a 500.
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    /** The codec of one type. */
    public <T> JacksonCodec<T> codec(Type type) {
        JacksonCodec<T> codec = new JacksonCodec<>(this, type);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** What a codec reads and writes by. */
    JacksonBinding bind(Type type) {
        ObjectMapper current = mapper();
        ObjectMapper bounded = reader();
        var javaType = current.constructType(type);
        JacksonWriter writer = JacksonWriter.of(current, javaType);
        return new JacksonBinding(
                bounded.readerFor(javaType)
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION),
                writer,
                writer.withoutIndents());
    }

    /** What clients are told to send where a type is to be read, as {@link JacksonExpectations#of}. */
    String expected(Class<?> target) {
        String known = expectations.get(target);
        // Not computeIfAbsent: what it calls may read by this mapper again.
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
