package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Name and value of a response field. Checked and encoded once, and sent many times. Immutable, so it can be a constant
 * of its handler.
 */
public final class FieldLine {
    /** Name and value in the format of {@link FieldSection}. */
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
        FieldSection section = new FieldSection();
        section.add(name, value);
        byte[] pair = Arrays.copyOf(section.bytes(), section.valueTo(0) + FieldSection.LINE_END);
        return new FieldLine(pair, name.length());
    }

    /** Name, in its original case. */
    public String name() {
        return new String(bytes, 0, nameLength, US_ASCII);
    }

    /** Value as text. */
    public String value() {
        int from = nameLength + FieldSection.SEPARATOR;
        return new String(bytes, from, bytes.length - FieldSection.LINE_END - from, UTF_8);
    }

    byte[] bytes() {
        return bytes;
    }

    int nameLength() {
        return nameLength;
    }

    @Override
    public String toString() {
        return name() + ": " + value();
    }
}
