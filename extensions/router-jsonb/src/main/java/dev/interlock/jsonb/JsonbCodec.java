package dev.interlock.jsonb;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.bytes.Slice;
import dev.interlock.generated.validate.MissingMembers;
import dev.interlock.http.FieldLine;
import dev.interlock.http.HttpHeader;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.json.BodyOutputStream;
import dev.interlock.json.JsonBodyCodec;
import dev.interlock.json.JsonScanner;
import io.avaje.json.JsonWriter;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON bodies of one type with the adapters that avaje-jsonb generates. Reads from the receive buffer
 * and writes into the response buffer. Created by {@link JsonbCodecs}. Safe for use by several threads.
 */
public final class JsonbCodec<T> extends JsonBodyCodec<T> {
    private static final FieldLine CONTENT_TYPE = FieldLine.of(HttpHeader.CONTENT_TYPE, "application/json");

    private final JsonbCodecs codecs;
    private final Type type;
    private final String shape;

    // Not volatile. A thread may not see the binding of another thread yet. Then it creates an equal one, and the
    // binding is immutable.
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

    @Override
    @Nullable
    protected T read(Slice body, Request request, MissingMembers missing) {
        return read(body, request.scoped(JsonbReader.KEY), missing);
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

    @Override
    protected TextReader<T> newReader() {
        JsonbReader reader = new JsonbReader();
        return (text, missing) -> read(text, reader, missing);
    }

    @Override
    protected String expected() {
        return bound().shape().expected();
    }

    /** Writes a value to the body. The media type is {@code application/json} unless another type was set. */
    @Override
    public void write(Response response, T value) {
        Objects.requireNonNull(value, "The handler returned null instead of JSON");
        write(response.defaultContentType(CONTENT_TYPE).body(), value);
    }

    /** Appends a value as JSON text. */
    public void write(ByteWriter target, T value) {
        JsonbBinding<T> bound = bound();
        try (JsonWriter writer = bound.jsonb().writer(new BodyOutputStream(target))) {
            bound.type().toJson(value, writer);
        }
    }
}
