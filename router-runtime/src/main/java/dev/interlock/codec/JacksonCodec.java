package dev.interlock.codec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyWriter;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.JsonProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON bodies of one type, by Jackson. It reads received bytes in place and writes into the response buffer. It rejects
 * text that is not strictly JSON, or nested too deep, before Jackson reads it, whatever the mapper allows. Made by
 * {@link JacksonCodecs}. Safe for use by several threads.
 */
public final class JacksonCodec<T> implements BodyWriter<T> {
    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/json");

    private final JacksonCodecs codecs;
    private final Type type;

    // Not volatile: it is immutable, and a thread that does not see it yet makes another that does the same.
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

    /**
     * Reads the body as a value.
     *
     * @throws HttpException 400 with the mistake and its place if the body is absent, null or malformed, or does not
     *     fit; 415 for a charset other than UTF-8
     */
    public T read(Request request) {
        T value = readNullable(request);
        if (value == null) {
            throw request.body().isEmpty() ? JsonProblem.missingBody() : JsonProblem.nullBody("");
        }
        return value;
    }

    /** As {@link #read}, but empty if there is no body, or null. */
    public Optional<T> readOptional(Request request) {
        return Optional.ofNullable(readNullable(request));
    }

    /** As {@link #read}, but null if there is no body, or null. */
    public @Nullable T readNullable(Request request) {
        Charsets.requireUtf8(request);
        Slice body = request.body();
        if (body.isEmpty()) {
            return null;
        }
        return read(body, request.scoped(RequestScanner.KEY));
    }

    private @Nullable T read(Slice text, RequestScanner scanner) {
        scanner.check(text);
        try {
            return bound().reader().readValue(text.array(), text.offset(), text.length());
        } catch (JsonProcessingException e) {
            throw JacksonProblem.of(e, scanner.json(), codecs::expected);
        } catch (IOException e) {
            throw new HttpException(400, "The body is not valid JSON.", e);
        }
    }

    /** Reader of many values, one after the other, for one thread at a time. */
    public ElementReader<T> elements() {
        RequestScanner scanner = new RequestScanner();
        return text -> {
            T value = read(text, scanner);
            if (value == null) {
                throw JsonProblem.nullBody("");
            }
            return value;
        };
    }

    /** Writes a value straight into the body, as {@code application/json} unless another type was set. */
    @Override
    public void write(Response response, T value) throws IOException {
        Objects.requireNonNull(value, "The handler gave null in place of JSON");
        ByteWriter body = response.defaultContentType(CONTENT_TYPE).body();
        bound().writer().write(new BodyOutputStream(body), value);
    }

    /**
     * Appends the text of a value in one line, even by a mapper that indents.
     *
     * @throws UncheckedIOException when Jackson cannot write it
     */
    public void write(ByteWriter target, T value) {
        try {
            bound().lineWriter().write(new BodyOutputStream(target), value);
        } catch (IOException e) {
            throw new UncheckedIOException("A value cannot be written as JSON", e);
        }
    }
}
