package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.internal.syntax.FieldSection;

/**
 * Name and value of a response field. They are checked and encoded once, and can be sent with many responses.
 * Immutable, so a handler can keep it as a constant.
 */
public final class FieldLine {
    private final byte[] bytes;

    private final int nameLength;

    private FieldLine(byte[] bytes, int nameLength) {
        this.bytes = bytes;
        this.nameLength = nameLength;
    }

    /**
     * Encodes a field.
     *
     * @throws IllegalArgumentException under the conditions of {@link Response#header}
     */
    public static FieldLine of(String name, String value) {
        return new FieldLine(FieldSection.encode(name, value), name.length());
    }

    /** Returns the name, in its original case. */
    public String name() {
        return new String(bytes, 0, nameLength, US_ASCII);
    }

    /** Returns the value of the field as text. */
    public String value() {
        int from = nameLength + FieldSection.SEPARATOR;
        return new String(bytes, from, bytes.length - FieldSection.LINE_END - from, UTF_8);
    }

    /**
     * Returns the encoded field: name, a colon and a space, value, CR and LF. This is the field line of HTTP/1 (RFC
     * 9112 section 5). The array must not be changed.
     */
    public byte[] bytes() {
        return bytes;
    }

    /** Returns the number of bytes of the name. */
    public int nameLength() {
        return nameLength;
    }

    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
