package dev.interlock.codec;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.http.BodyWriter;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.JsonProblem;
import dev.interlock.json.JsonScanner;
import io.avaje.json.JsonWriter;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JSON bodies of one type, by the adapters that avaje-jsonb generates: read where they were received, written where they are
 * sent from. Made by {@link JsonbCodecs}; safe for use by several threads.
 */
public final class JsonbCodec<T> implements BodyWriter<T> {
    private static final FieldLine CONTENT_TYPE = FieldLine.of("content-type", "application/json");

    private final JsonbCodecs codecs;
    private final Type type;
    private final String shape;

    // Not volatile: it is immutable, and a thread that does not see it yet makes another that does the same.
    private @Nullable JsonbBinding<T> binding;

    JsonbCodec(JsonbCodecs codecs, Type type, String shape) {
        this.codecs = codecs;
        this.type = type;
        this.shape = shape;
    }

    JsonbBinding<T> bound() {
        JsonbBinding<T> current = binding;
        return current == null ? bind() : current;
    }

    private JsonbBinding<T> bind() {
        JsonbBinding<T> made = codecs.bind(type, shape);
        binding = made;
        return made;
    }

    /**
     * The body as a value.
     *
     * @throws HttpException 400 if there is none, or null, or if it is malformed or does not fit: it says what is wrong, and
     *     where; 415 for a charset other than UTF-8
     */
    public T read(Request request) {
        T value = readNullable(request);
        if (value == null) {
            throw request.body().isEmpty()
                    ? JsonProblem.missingBody()
                    : JsonProblem.nullBody(bound().shape().expected());
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
        return body.isEmpty() ? null : read(body, request.scoped(JsonbReader.KEY));
    }

    private @Nullable T read(Slice text, JsonbReader reader) {
        JsonbBinding<T> bound = bound();
        reader.begin(text, bound.shape(), bound.refusesUnknown());
        JsonScanner scanner = reader.scanner();
        T value;
        try {
            value = scanner.isNull() ? null : bound.type().fromJson(reader);
        } catch (RuntimeException e) {
            throw reader.refused(e);
        }
        scanner.end();
        return value;
    }

    /** What reads many values, one after the other, for one thread at a time. */
    public ElementReader<T> elements() {
        JsonbReader reader = new JsonbReader();
        return text -> {
            T value = read(text, reader);
            if (value == null) {
                throw JsonProblem.nullBody(bound().shape().expected());
            }
            return value;
        };
    }

    /** Writes a value straight into the body, as {@code application/json} unless another type was set. */
    @Override
    public void write(Response response, T value) {
        Objects.requireNonNull(value, "The handler gave null in place of JSON");
        write(response.defaultContentType(CONTENT_TYPE).body(), value);
    }

    /** Appends the text of a value. */
    public void write(ByteWriter target, T value) {
        JsonbBinding<T> bound = bound();
        try (JsonWriter writer = bound.jsonb().writer(new BodyOutputStream(target))) {
            bound.type().toJson(value, writer);
        }
    }
}
