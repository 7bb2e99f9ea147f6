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
import dev.interlock.validate.MissingMembers;
import dev.interlock.validate.ValueCheck;
import dev.interlock.validate.Violations;
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
     * Reads the body as a value.
     *
     * @throws HttpException 400 with the mistake and its place if the body is absent, null or malformed, or does not
     *     fit; 415 for a charset other than UTF-8; 422 with all members that are missing
     */
    public T read(Request request) {
        MissingMembers missing = MissingMembers.of(request);
        T value = read(request, missing);
        missing.refuse();
        return Objects.requireNonNull(value);
    }

    /** As {@link #read(Request)}, but empty if there is no body, or null. */
    public Optional<T> readOptional(Request request) {
        return Optional.ofNullable(readNullable(request));
    }

    /** As {@link #read(Request)}, but null if there is no body, or null. */
    public @Nullable T readNullable(Request request) {
        MissingMembers missing = MissingMembers.of(request);
        T value = readNullable(request, missing);
        missing.refuse();
        return value;
    }

    /**
     * As {@link #read(Request)}, but notes the missing members. They are null, 0 or false in the value. Returns null
     * only if members are missing and no value can be made without them.
     */
    public @Nullable T read(Request request, MissingMembers missing) {
        T value = readNullable(request, missing);
        if (value == null && missing.isEmpty()) {
            throw request.body().isEmpty()
                    ? JsonProblem.missingBody()
                    : JsonProblem.nullBody(bound().shape().expected());
        }
        return value;
    }

    /** As {@link #read(Request, MissingMembers)}, but empty if there is no body, or null. */
    public Optional<T> readOptional(Request request, MissingMembers missing) {
        return Optional.ofNullable(readNullable(request, missing));
    }

    /** As {@link #read(Request, MissingMembers)}, but null if there is no body, or null. */
    public @Nullable T readNullable(Request request, MissingMembers missing) {
        Charsets.requireUtf8(request);
        Slice body = request.body();
        return body.isEmpty() ? null : read(body, request.scoped(JsonbReader.KEY), missing);
    }

    private @Nullable T read(Slice text, JsonbReader reader, MissingMembers missing) {
        JsonbBinding<T> bound = bound();
        JsonScanner scanner = reader.begin(text, bound, missing).scanner();
        T value = null;
        try {
            value = scanner.isNull() ? null : bound.type().fromJson(reader);
        } catch (RuntimeException | AssertionError e) {
            reader.refused(e);
        }
        scanner.end();
        return value;
    }

    /** Reader of many values, one after the other, for one thread at a time. */
    public ElementReader<T> elements() {
        return elements((found, value) -> found);
    }

    /** As {@link #elements()}, with a check of each value. A value that breaks a constraint is rejected. */
    public ElementReader<T> elements(ValueCheck<? super T> check) {
        JsonbReader reader = new JsonbReader();
        MissingMembers missing = new MissingMembers();
        return text -> {
            T value = read(text, reader, missing);
            if (value == null && missing.isEmpty()) {
                throw JsonProblem.nullBody(bound().shape().expected());
            }
            Violations.refuse(missing.check(null, value, check));
            return Objects.requireNonNull(value);
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
