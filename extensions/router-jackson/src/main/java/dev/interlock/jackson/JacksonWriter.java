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
 * Writes values of one declared type, as Jackson writes members of that type. The class of the value decides which
 * properties are written, so an interface need not declare the properties of its implementations. The declared type
 * contributes its type arguments, and the property that names the class. Safe for use by several threads.
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
        // Not ObjectMapper.writerFor, which would also write elements as their declared type.
        return new JacksonWriter(mapper.writer().forType(declared), declared, isOpen(mapper, declared));
    }

    /**
     * Whether the class of a value may replace the declared type. False for containers, because their serializers use
     * the class of each element.
     */
    private static boolean isOpen(ObjectMapper mapper, JavaType declared) {
        return !declared.isFinal()
                && !declared.isContainerType()
                && !mapper.isEnabled(MapperFeature.USE_STATIC_TYPING)
                && !isNamed(mapper, declared);
    }

    /**
     * Whether the JSON names the class of a value of the declared type. A serializer for this JSON uses the class of
     * the value itself.
     */
    private static boolean isNamed(ObjectMapper mapper, JavaType declared) {
        try {
            return mapper.getSerializerProviderInstance().findTypeSerializer(declared) != null;
        } catch (JsonMappingException e) {
            // Writing a value throws this exception again.
            return true;
        }
    }

    /** Returns a writer that writes everything in one line, even if its mapper indents. */
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
