package dev.interlock.generated.bind;

import dev.interlock.bytes.Slice;
import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.http.BodyPart;
import dev.interlock.http.Fields;
import dev.interlock.http.HttpException;
import dev.interlock.internal.text.SecretNames;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * One text parameter of a handler: its source in the request, its name and its default. Immutable; a constant of
 * generated code.
 *
 * <p>A null text stands for an absent parameter. If there is a default, it replaces an absent text. Every method throws
 * {@link HttpException} 400 if a required parameter is absent, or a text cannot be converted. The problem has the
 * extension members {@code parameter}, {@code in}, {@code expected} and {@code actual}; {@code actual} is omitted for a
 * {@linkplain #secret secret}. A default that cannot be converted is a mistake of the application, and causes
 * {@link IllegalStateException}.
 *
 * <p>Conversions to boolean, integral numbers and characters allocate nothing.
 */
public final class Parameter {
    private final String in;
    private final String name;
    private final @Nullable Slice standIn;
    private final boolean secret;

    private Parameter(String in, String name, @Nullable Slice standIn, boolean secret) {
        this.in = in;
        this.name = name;
        this.standIn = standIn;
        this.secret = secret;
    }

    private static Parameter of(String in, String name) {
        return new Parameter(in, name, null, SecretNames.isSecret(name));
    }

    public static Parameter path(String name) {
        return of("path", name);
    }

    public static Parameter query(String name) {
        return of("query", name);
    }

    public static Parameter header(String name) {
        return of("header", name);
    }

    public static Parameter cookie(String name) {
        return of("cookie", name);
    }

    public static Parameter form(String name) {
        return of("form", name);
    }

    public static Parameter part(String name) {
        return of("part", name);
    }

    /** Returns a copy of this parameter with a default, which replaces an absent text. */
    public Parameter orElse(String text) {
        return new Parameter(in, name, Slice.of(text), secret);
    }

    /**
     * Returns a copy of this parameter that is marked as a secret, so no problem repeats its value. The mark is not
     * needed if the {@linkplain dev.interlock.annotation.Secret name} of the parameter marks a secret.
     */
    public Parameter secret() {
        return new Parameter(in, name, standIn, true);
    }

    boolean isSecret() {
        return secret;
    }

    /** Returns the name of the parameter in the request. */
    public String name() {
        return name;
    }

    /** Returns the source of the parameter, as problems name it: path, query, header, cookie, form or part. */
    public String in() {
        return in;
    }

    /**
     * Returns the value of a catch-all.
     *
     * @param index index of its first segment
     * @throws HttpException 400 if it {@linkplain RequestPath#hasDotSegment has a dot segment}
     */
    public Slice rest(RequestPath path, int index) {
        if (path.hasDotSegment(index)) {
            throw BadParameter.dotSegment(this);
        }
        return path.rest(index);
    }

    public boolean toBoolean(@Nullable Slice text) {
        Slice present = present(text, Conversion.BOOLEAN);
        try {
            return Texts.toBoolean(present);
        } catch (IllegalArgumentException e) {
            throw malformed(Conversion.BOOLEAN, present, text == null, e);
        }
    }

    public byte toByte(@Nullable Slice text) {
        Slice present = present(text, Conversion.BYTE);
        try {
            return Texts.toByte(present);
        } catch (NumberFormatException e) {
            throw malformed(Conversion.BYTE, present, text == null, e);
        }
    }

    public short toShort(@Nullable Slice text) {
        Slice present = present(text, Conversion.SHORT);
        try {
            return Texts.toShort(present);
        } catch (NumberFormatException e) {
            throw malformed(Conversion.SHORT, present, text == null, e);
        }
    }

    public int toInt(@Nullable Slice text) {
        Slice present = present(text, Conversion.INTEGER);
        try {
            return Texts.toInt(present);
        } catch (NumberFormatException e) {
            throw malformed(Conversion.INTEGER, present, text == null, e);
        }
    }

    public long toLong(@Nullable Slice text) {
        Slice present = present(text, Conversion.LONG);
        try {
            return Texts.toLong(present);
        } catch (NumberFormatException e) {
            throw malformed(Conversion.LONG, present, text == null, e);
        }
    }

    public float toFloat(@Nullable Slice text) {
        return to(Conversion.FLOAT, text);
    }

    public double toDouble(@Nullable Slice text) {
        return to(Conversion.DOUBLE, text);
    }

    public char toChar(@Nullable Slice text) {
        Slice present = present(text, Conversion.CHARACTER);
        try {
            return Texts.toChar(present);
        } catch (IllegalArgumentException e) {
            throw malformed(Conversion.CHARACTER, present, text == null, e);
        }
    }

    /** Returns a required part of a multipart body. */
    public BodyPart required(@Nullable BodyPart part) {
        if (part == null) {
            throw BadParameter.missing(this, "a part of the body");
        }
        return part;
    }

    /** Converts a required text. */
    public <T> T to(Conversion<T> conversion, @Nullable Slice text) {
        return convert(conversion, present(text, conversion), text == null);
    }

    /** Converts a text. Returns null for an absent text without default. */
    public <T> @Nullable T nullable(Conversion<T> conversion, @Nullable Slice text) {
        return isAbsent(text) ? null : to(conversion, text);
    }

    /** Converts a text. Returns empty for an absent text without default. */
    public <T> Optional<T> optional(Conversion<T> conversion, @Nullable Slice text) {
        return isAbsent(text) ? Optional.empty() : Optional.of(to(conversion, text));
    }

    /** Converts a text. Returns empty for an absent text without default. */
    public OptionalInt optionalInt(@Nullable Slice text) {
        return isAbsent(text) ? OptionalInt.empty() : OptionalInt.of(toInt(text));
    }

    /** Converts a text. Returns empty for an absent text without default. */
    public OptionalLong optionalLong(@Nullable Slice text) {
        return isAbsent(text) ? OptionalLong.empty() : OptionalLong.of(toLong(text));
    }

    /** Converts a text. Returns empty for an absent text without default. */
    public OptionalDouble optionalDouble(@Nullable Slice text) {
        return isAbsent(text) ? OptionalDouble.empty() : OptionalDouble.of(toDouble(text));
    }

    /**
     * Converts all values with a name, or the default if there are none. Returns an unmodifiable list, which may be
     * empty.
     */
    public <T> List<T> list(Conversion<T> conversion, Fields fields, int name) {
        List<T> values = new ArrayList<>(size(fields, name));
        for (int i = 0; i < size(fields, name); i++) {
            values.add(element(conversion, fields, name, i));
        }
        return Collections.unmodifiableList(values);
    }

    /** Like {@link #list}, but without duplicates, in the order of their first occurrences. */
    public <T> Set<T> set(Conversion<T> conversion, Fields fields, int name) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(list(conversion, fields, name)));
    }

    /**
     * Like {@link #list}, but returns an array.
     *
     * @param create function that creates an array of a given length
     */
    public <T> T[] array(Conversion<T> conversion, Fields fields, int name, IntFunction<T[]> create) {
        T[] values = create.apply(size(fields, name));
        for (int i = 0; i < values.length; i++) {
            values[i] = element(conversion, fields, name, i);
        }
        return values;
    }

    /**
     * Like {@link #list}, but returns an array of primitives.
     *
     * @param componentType type of the elements, such as {@code long.class}
     */
    public Object primitiveArray(Conversion<?> conversion, Fields fields, int name, Class<?> componentType) {
        int size = size(fields, name);
        Object values = Array.newInstance(componentType, size);
        for (int i = 0; i < size; i++) {
            Array.set(values, i, element(conversion, fields, name, i));
        }
        return values;
    }

    /**
     * Returns the exception to throw if the constructor of a record of parameters throws {@code cause}. This is the
     * cause itself if it is an {@link HttpException}. Otherwise it is an exception with status 400; the message of the
     * cause is only logged, and not sent to the client.
     *
     * @param names names of the record's parameters in the request
     */
    public static HttpException refused(Exception cause, String... names) {
        return cause instanceof HttpException answer ? answer : BadParameter.badCombination(cause, names);
    }

    private int size(Fields fields, int index) {
        int count = fields.count(index);
        return count == 0 && standIn != null ? 1 : count;
    }

    private <T> T element(Conversion<T> conversion, Fields fields, int index, int occurrence) {
        boolean absent = fields.count(index) == 0;
        return to(conversion, absent ? null : fields.value(index, occurrence));
    }

    private boolean isAbsent(@Nullable Slice text) {
        return text == null && standIn == null;
    }

    private Slice present(@Nullable Slice text, Conversion<?> conversion) {
        if (text != null) {
            return text;
        }
        if (standIn == null) {
            throw BadParameter.missing(this, conversion.expected());
        }
        return standIn;
    }

    private <T> T convert(Conversion<T> conversion, Slice text, boolean isDefault) {
        T value;
        try {
            value = conversion.convert(text);
        } catch (HttpException e) {
            throw e;
        } catch (Exception e) {
            throw malformed(conversion, text, isDefault, e);
        }
        if (value == null) {
            throw malformed(conversion, text, isDefault, new NullPointerException("no value"));
        }
        return value;
    }

    private RuntimeException malformed(Conversion<?> conversion, Slice text, boolean isDefault, Exception cause) {
        return isDefault
                ? BadParameter.badDefault(this, conversion, text, cause)
                : BadParameter.malformed(this, conversion, text, cause);
    }
}
