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

/** Codecs for the types of one application, based on one {@link ObjectMapper}. Safe for use by several threads. */
public final class JacksonCodecs {
    private final Supplier<ObjectMapper> configuration;
    private final boolean atOnce;
    private @Nullable ObjectMapper mapper;
    /** Mapper for reading, or null. */
    private @Nullable ObjectMapper reader;
    /** Mapper for values that lack members. Null before the first of them, and if there can be no such mapper. */
    private @Nullable ObjectMapper lenient;
    /** Whether {@link #lenient} is final. */
    private boolean isLenientMade;

    /** Expectations for clients, by type. Cached, as the list of an enum asks the mapper for each constant. */
    private final Map<Class<?>, String> expectations = new ConcurrentHashMap<>();

    private JacksonCodecs(Supplier<ObjectMapper> configuration, boolean atOnce) {
        this.configuration = configuration;
        this.atOnce = atOnce;
    }

    /**
     * Creates codecs with a configuration. Each codec is ready for use at once.
     *
     * @param mapper must not change any more
     */
    public static JacksonCodecs of(ObjectMapper mapper) {
        return new JacksonCodecs(() -> mapper, true);
    }

    /**
     * Creates the default codecs of an application, with the {@linkplain #standard standard} configuration. The first
     * use of a codec creates its objects, so they do not delay the start. The first thread creates them while others
     * wait. If this fails, the first use throws, and the next one tries again.
     */
    public static JacksonCodecs byDefault(Class<?> application) {
        return new JacksonCodecs(() -> standard(application), false);
    }

    /**
     * Returns the default configuration of an application. It has the modules of the class path and writes dates as
     * text. Components of records are required unless they are nullable, optional or ignored. Numbers are finite.
     * Conversions that hide mistakes are off.
     */
    public static ObjectMapper standard(Class<?> application) {
        return JsonMapper.builder()
                // Before the modules, so that their own annotations take precedence.
                .annotationIntrospector(new JacksonRecords())
                .addModule(new JacksonNumbers())
                .addModules(ObjectMapper.findModules(application.getClassLoader()))
                .addModule(JacksonInstantiators.module())
                // A class of a sealed interface may have no properties, as its records may: its JSON is {}. Jackson
                // detects the lack of properties only when it writes, where an error could only be a 500.
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .build();
    }

    /** Returns the codec of one type. */
    public <T> JacksonCodec<T> codec(Type type) {
        JacksonCodec<T> codec = new JacksonCodec<>(this, type);
        if (atOnce) {
            codec.bound();
        }
        return codec;
    }

    /** Creates the Jackson reader and writers of a codec. */
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
     * Returns the reader for values that lack members, for a {@link JacksonLenientReading}. Returns null if there is
     * none.
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

    /** Returns the expectation for clients of a type, see {@link JacksonExpectations#of}. */
    String expected(Class<?> target) {
        String known = expectations.get(target);
        // Not computeIfAbsent: the called code may use this mapper again.
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
