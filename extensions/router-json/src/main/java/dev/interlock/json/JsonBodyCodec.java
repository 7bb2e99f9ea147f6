package dev.interlock.json;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.codec.Bodies;
import dev.interlock.generated.validate.MissingMembers;
import dev.interlock.generated.validate.Violations;
import dev.interlock.http.BodyWriter;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes JSON bodies of one type. The codec of each JSON library extends this class. Safe for use by several
 * threads.
 */
public abstract class JsonBodyCodec<T> implements BodyWriter<T> {
    /** Reads texts one by one. Only one thread may use a reader at a time. */
    protected interface TextReader<T> {
        /** Reads a text as {@link JsonBodyCodec#read(Slice, Request, MissingMembers)} reads a body. */
        @Nullable
        T read(Slice text, MissingMembers missing);
    }

    /**
     * Reads a body that is not empty, and records the missing members. Returns null if the body is the JSON literal
     * null, or if no value can be created without the missing members.
     */
    protected abstract @Nullable T read(Slice body, Request request, MissingMembers missing);

    /** Returns a reader for texts that are parts of a body, for example lines. */
    protected abstract TextReader<T> newReader();

    /** Returns the description of the expected JSON, for the problem about a null body. Empty if unknown. */
    protected abstract String expected();

    /**
     * Reads the body as a value.
     *
     * @throws HttpException 400 with the mistake and its place if the body is absent, null or malformed, or does not
     *     fit the type; 415 if the charset is not UTF-8; 422 with all missing members if members are missing
     */
    public final T read(Request request) {
        MissingMembers missing = MissingMembers.of(request);
        T value = read(request, missing);
        missing.refuse();
        return Objects.requireNonNull(value);
    }

    /** Like {@link #read(Request)}, but returns empty if the body is absent or null. */
    public final Optional<T> readOptional(Request request) {
        return Optional.ofNullable(readNullable(request));
    }

    /** Like {@link #read(Request)}, but returns null if the body is absent or null. */
    public final @Nullable T readNullable(Request request) {
        MissingMembers missing = MissingMembers.of(request);
        T value = readNullable(request, missing);
        missing.refuse();
        return value;
    }

    /**
     * Like {@link #read(Request)}, but records the missing members. In the value, missing members are null, 0 or false.
     * Returns null only if no value can be created without the missing members.
     */
    public final @Nullable T read(Request request, MissingMembers missing) {
        T value = readNullable(request, missing);
        if (value == null && missing.isEmpty()) {
            throw request.body().isEmpty() ? JsonProblem.missingBody() : JsonProblem.nullBody(expected());
        }
        return value;
    }

    /** Like {@link #read(Request, MissingMembers)}, but returns empty if the body is absent or null. */
    public final Optional<T> readOptional(Request request, MissingMembers missing) {
        return Optional.ofNullable(readNullable(request, missing));
    }

    /** Like {@link #read(Request, MissingMembers)}, but returns null if the body is absent or null. */
    public final @Nullable T readNullable(Request request, MissingMembers missing) {
        Bodies.requireUtf8(request);
        Slice body = request.body();
        return body.isEmpty() ? null : read(body, request, missing);
    }

    /** Returns a reader for the values of a stream. Only one thread may use the reader at a time. */
    public final ElementReader<T> elements() {
        return elements((found, value) -> found);
    }

    /**
     * Like {@link #elements()}, but also checks the constraints of each value. Rejects a value that violates a
     * constraint.
     */
    public final ElementReader<T> elements(BiFunction<@Nullable Violations, ? super T, @Nullable Violations> check) {
        TextReader<T> reader = newReader();
        MissingMembers missing = new MissingMembers();
        return text -> {
            T value = reader.read(text, missing);
            if (value == null && missing.isEmpty()) {
                throw JsonProblem.nullBody(expected());
            }
            Violations.refuse(missing.check(null, value, check));
            return Objects.requireNonNull(value);
        };
    }
}
