package dev.interlock.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.bytes.Ascii;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Names that a route reads from one source, such as the query. The methods of {@link Fields} take the index of a name
 * among these names. Immutable; one constant serves all requests.
 */
public final class FieldNames {
    private final List<String> names;
    private final byte[][] encoded;
    private final boolean ignoreCase;
    /** Whether the values of a name are lists, by the index of the name. */
    private final boolean[] lists;

    private FieldNames(String[] names, boolean ignoreCase, boolean[] lists) {
        this.names = List.of(names);
        this.ignoreCase = ignoreCase;
        this.lists = lists;
        encoded = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            encoded[i] = (ignoreCase ? names[i].toLowerCase(Locale.ROOT) : names[i]).getBytes(UTF_8);
            requireNew(i);
        }
    }

    private void requireNew(int index) {
        for (int i = 0; i < index; i++) {
            if (Arrays.equals(encoded[i], encoded[index])) {
                throw new IllegalArgumentException("The name " + names.get(index) + " occurs twice in " + names);
            }
        }
    }

    /**
     * Creates names of parameters, parts or cookies. These names are compared byte for byte.
     *
     * @throws IllegalArgumentException if a name occurs twice
     */
    public static FieldNames of(String... names) {
        return new FieldNames(names, false, new boolean[names.length]);
    }

    /**
     * Creates names of header fields. These names are case-insensitive (RFC 9110 section 5.1).
     *
     * @throws IllegalArgumentException if a name occurs twice
     */
    public static FieldNames ofHeaders(String... names) {
        return new FieldNames(names, true, new boolean[names.length]);
    }

    /**
     * Returns a copy of these names of header fields with some names marked as lists (RFC 9110 section 5.6.1). Each
     * element of a list is a separate value. Commas separate elements, except within a quoted string. Blanks around an
     * element are removed, and empty elements are ignored. A quoted string keeps its quotes.
     *
     * @param listed names to mark, in the same spelling
     * @throws IllegalArgumentException if a name is not among these names, or these names do not come from
     *     {@link #ofHeaders}
     */
    public FieldNames lists(String... listed) {
        boolean[] marked = lists.clone();
        for (String name : listed) {
            int index = names.indexOf(name);
            if (index < 0 || !ignoreCase) {
                throw new IllegalArgumentException("The name " + name + " is not among the header fields " + names);
            }
            marked[index] = true;
        }
        return new FieldNames(names.toArray(String[]::new), true, marked);
    }

    /** Whether the values of a name are lists. */
    public boolean isList(int index) {
        return lists[index];
    }

    /** Returns the number of names. */
    public int size() {
        return encoded.length;
    }

    /** Returns the name at an index. */
    public String name(int index) {
        return names.get(index);
    }

    /** Returns the index of the name in the bytes from {@code from} to {@code to}, or -1. */
    public int find(byte[] bytes, int from, int to) {
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

    /** Returns the index of a name, or -1. */
    public int find(String name) {
        return names.indexOf(name);
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
