package dev.interlock.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * A header field line that is checked and encoded once and then sent many times. Immutable: a constant of the handler
 * that sends it.
 */
public final class FieldLine {
    private final byte[] bytes;
    private final int nameLength;

    private FieldLine(byte[] bytes, int nameLength) {
        this.bytes = bytes;
        this.nameLength = nameLength;
    }

    /**
     * The line {@code name: value}.
     *
     * @throws IllegalArgumentException under the conditions of {@link Response#header}
     */
    public static FieldLine of(String name, String value) {
        HeaderLines lines = new HeaderLines();
        lines.add(name, value);
        byte[] line = Arrays.copyOf(lines.bytes().array(), lines.bytes().length());
        return new FieldLine(line, name.length());
    }

    byte[] bytes() {
        return bytes;
    }

    int nameLength() {
        return nameLength;
    }

    @Override
    public String toString() {
        return new String(bytes, 0, bytes.length - HeaderLines.LINE_END, US_ASCII);
    }
}
