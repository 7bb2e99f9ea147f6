package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.bytes.Ascii;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The names that a route reads from one source, such as the query. Their order numbers them: {@link Fields} is asked by
 * index. Immutable; one constant serves all requests.
 */
public final class FieldNames {
    private final List<String> names;
    private final byte[][] encoded;
    private final boolean ignoreCase;

    private FieldNames(String[] names, boolean ignoreCase) {
        this.names = List.of(names);
        this.ignoreCase = ignoreCase;
        encoded = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            encoded[i] = (ignoreCase ? names[i].toLowerCase(Locale.ROOT) : names[i]).getBytes(UTF_8);
            requireNew(i);
        }
    }

    private void requireNew(int index) {
        for (int i = 0; i < index; i++) {
            if (Arrays.equals(encoded[i], encoded[index])) {
                throw new IllegalArgumentException("The name " + names.get(index) + " stands twice in " + names);
            }
        }
    }

    /**
     * Names that are compared byte for byte: of the query, forms, parts and cookies.
     *
     * @throws IllegalArgumentException when a name stands twice
     */
    public static FieldNames of(String... names) {
        return new FieldNames(names, false);
    }

    /**
     * Names of header fields, which are case-insensitive (RFC 9110 section 5.1).
     *
     * @throws IllegalArgumentException when a name stands twice
     */
    public static FieldNames ofHeaders(String... names) {
        return new FieldNames(names, true);
    }

    public int size() {
        return encoded.length;
    }

    public String name(int index) {
        return names.get(index);
    }

    /** The index of the name from {@code from} to {@code to}, or -1. */
    int find(byte[] bytes, int from, int to) {
        int length = to - from;
        for (int i = 0; i < encoded.length; i++) {
            byte[] name = encoded[i];
            if (name.length == length && matches(bytes, from, to, name)) {
                return i;
            }
        }
        return -1;
    }

    private boolean matches(byte[] bytes, int from, int to, byte[] name) {
        return ignoreCase
                ? Ascii.equalIgnoreCase(bytes, from, to - from, name)
                : Arrays.equals(bytes, from, to, name, 0, name.length);
    }

    /** The index of a name, or -1. */
    int find(String name) {
        return names.indexOf(name);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
