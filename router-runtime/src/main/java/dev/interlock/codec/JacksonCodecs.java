package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.reflect.Type;

/** The codecs of the types of one application, all by one {@link ObjectMapper}: made when the application starts. */
public final class JacksonCodecs {
    private final ObjectMapper mapper;

    /** @param mapper is not changed any more */
    public JacksonCodecs(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * The one that an application has that is given no other: with the modules of its class path, dates as text, components
     * of records required unless they are nullable, optional or ignored, numbers finite, and without conversions that hide
     * mistakes.
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
        var javaType = mapper.constructType(type);
        return new JacksonCodec<>(
                mapper.readerFor(javaType)
                        .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION),
                JacksonWriter.of(mapper, javaType));
    }
}
