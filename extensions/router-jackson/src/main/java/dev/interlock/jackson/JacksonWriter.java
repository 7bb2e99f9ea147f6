package dev.interlock.jackson;

import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes values of one declared type, as Jackson writes members of that type. The class of the value determines which
 * properties are written. For example, they may be properties of an implementation that the declared interface lacks.
 * The declared type determines the type arguments, and the property that names the class. Safe for use by several
 * threads.
 */
final class JacksonWriter {
    private final ObjectWriter writer;
    private final JavaType declared;
    private final boolean open;

    private JacksonWriter(ObjectWriter writer, JavaType declared, boolean open) {
        this.writer = writer;
        this.declared = declared;
        this.open = open;
    }

    static JacksonWriter of(ObjectMapper mapper, JavaType declared) {
        // Not ObjectMapper.writerFor, because it would write elements as their declared type.
        return new JacksonWriter(mapper.writer().forType(declared), declared, isOpen(mapper, declared));
    }

    /**
     * Whether Jackson may use the class of a value instead of the declared type. False for containers, because Jackson
     * already uses the class of each element.
     */
    private static boolean isOpen(ObjectMapper mapper, JavaType declared) {
        return !declared.isFinal()
                && !declared.isContainerType()
                && !mapper.isEnabled(MapperFeature.USE_STATIC_TYPING)
                && !isNamed(mapper, declared);
    }

    /**
     * Whether the JSON contains the name of the value's class. In this case, Jackson already uses the serializer of
     * this class.
     */
    private static boolean isNamed(ObjectMapper mapper, JavaType declared) {
        try {
            return mapper.getSerializerProviderInstance().findTypeSerializer(declared) != null;
        } catch (JsonMappingException e) {
            // Ignored here, because writing a value throws the same exception.
            return true;
        }
    }

    /** Returns a writer that adds no line breaks, even if the mapper indents. */
    JacksonWriter withoutIndents() {
        return new JacksonWriter(writer.with((PrettyPrinter) null), declared, open);
    }

    void write(OutputStream target, Object value) throws IOException {
        writer(value.getClass()).writeValue(target, value);
    }

    private ObjectWriter writer(Class<?> type) {
        return open && type != declared.getRawClass()
                ? writer.forType(writer.getTypeFactory().constructSpecializedType(declared, type, true))
                : writer;
    }
}
