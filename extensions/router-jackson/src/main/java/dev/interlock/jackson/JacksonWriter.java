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
 * Writes values of one declared type as Jackson writes members of that type: the class of the value decides what is written
 * of it, so that an interface need not have the properties of what implements it. What only the declared type knows is kept:
 * its type arguments, and by what name the class is told. Safe for use by several threads.
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
        // Not ObjectMapper.writerFor, which writes elements as their declared type, too.
        return new JacksonWriter(mapper.writer().forType(declared), declared, isOpen(mapper, declared));
    }

    /** Whether another class decides than the declared one. What writes containers looks at their elements itself. */
    private static boolean isOpen(ObjectMapper mapper, JavaType declared) {
        return !declared.isFinal()
                && !declared.isContainerType()
                && !mapper.isEnabled(MapperFeature.USE_STATIC_TYPING)
                && !isNamed(mapper, declared);
    }

    /** Whether the declared type has the class of a value named in the text; what does that looks at the value itself. */
    private static boolean isNamed(ObjectMapper mapper, JavaType declared) {
        try {
            return mapper.getSerializerProviderInstance().findTypeSerializer(declared) != null;
        } catch (JsonMappingException e) {
            // It is thrown again, and told, when a value is written.
            return true;
        }
    }

    /** One that writes all in one line, even if its mapper indents. */
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
