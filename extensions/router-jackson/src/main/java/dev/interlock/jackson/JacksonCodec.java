package dev.interlock.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.validate.MissingMembers;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.HttpStatus;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.BodyOutputStream;
import dev.interlock.json.JsonBodyCodec;
import dev.interlock.json.JsonScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON bodies of one type with Jackson. The codec reads from the receive buffer and writes into the
 * response buffer. It rejects text that is not strict JSON, or that is nested too deeply, before Jackson reads the
 * text. No configuration of the mapper changes this. Created by {@link JacksonCodecs}. Safe for use by several threads.
 */
public final class JacksonCodec<T> extends JsonBodyCodec<T> {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");

    private final JacksonCodecs codecs;
    private final Type type;

    // Not volatile. A thread may not see the binding of another thread yet. Then it creates an equal one, and the
    // binding is immutable.
    private @Nullable JacksonBinding binding;

    JacksonCodec(JacksonCodecs codecs, Type type) {
        this.codecs = codecs;
        this.type = type;
    }

    JacksonBinding bound() {
        JacksonBinding current = binding;
        return current == null ? bind() : current;
    }

    private JacksonBinding bind() {
        JacksonBinding made = codecs.bind(type);
        binding = made;
        return made;
    }

    @Override
    @Nullable
    protected T read(Slice body, Request request, MissingMembers missing) {
        return read(body, request.scoped(RequestScanner.KEY), missing);
    }

    private @Nullable T read(Slice text, RequestScanner scanner, MissingMembers missing) {
        missing.clear();
        scanner.check(text);
        try {
            return bound().reader().readValue(text.array(), text.offset(), text.length());
        } catch (JsonProcessingException e) {
            JacksonProblem.throwIfFatal(e);
            return readIncomplete(text, scanner.json(), missing, e);
        } catch (IOException e) {
            throw new HttpException(HttpStatus.BAD_REQUEST, "The body is not valid JSON.", e);
        }
    }

    /**
     * Reads a text again. The first reading stopped at the first mistake in the text. If the only mistakes in the text
     * are missing members, returns a value with null, 0 or false for these members. Returns null if no value can be
     * created without them.
     *
     * @param misfit exception of the first reading
     */
    private @Nullable T readIncomplete(
            Slice text, JsonScanner scanner, MissingMembers missing, JsonProcessingException misfit) {
        boolean mayBeMissing =
                misfit instanceof JsonMappingException && !(misfit instanceof InvalidDefinitionException);
        ObjectReader lenient = mayBeMissing ? codecs.lenientReader(type) : null;
        if (lenient == null) {
            throw JacksonProblem.of(misfit, scanner, codecs::expected);
        }
        T value = readLeniently(lenient, text, scanner, missing);
        if (missing.isEmpty() && !JacksonLenientReading.note("", (JsonMappingException) misfit, missing)) {
            throw JacksonProblem.of(misfit, scanner, codecs::expected);
        }
        return value;
    }

    // The cast is safe, because the reader was created for the type of the codec.
    @SuppressWarnings("unchecked")
    private @Nullable T readLeniently(ObjectReader lenient, Slice text, JsonScanner scanner, MissingMembers missing) {
        try {
            return (T) JacksonLenientReading.read(lenient, text, missing);
        } catch (JsonProcessingException e) {
            throw JacksonProblem.of(e, scanner, codecs::expected);
        } catch (IOException e) {
            throw new HttpException(HttpStatus.BAD_REQUEST, "The body is not valid JSON.", e);
        }
    }

    @Override
    protected TextReader<T> newReader() {
        RequestScanner scanner = new RequestScanner();
        return (text, missing) -> read(text, scanner, missing);
    }

    /** Returns an empty text, because Jackson knows the expected JSON only while it reads. */
    @Override
    protected String expected() {
        return "";
    }

    /** Writes a value to the body. The media type is {@code application/json} unless another type was set. */
    @Override
    public void write(Response response, T value) throws IOException {
        Objects.requireNonNull(value, "The handler returned null instead of JSON");
        ByteWriter body = response.defaultContentType(CONTENT_TYPE).body();
        bound().writer().write(new BodyOutputStream(body), value);
    }

    /**
     * Appends a value as JSON text in one line, even if the mapper indents.
     *
     * @throws UncheckedIOException if Jackson cannot write the value
     */
    public void write(ByteWriter target, T value) {
        try {
            bound().lineWriter().write(new BodyOutputStream(target), value);
        } catch (IOException e) {
            throw new UncheckedIOException("A value cannot be written as JSON", e);
        }
    }
}
