package dev.interlock.codec;

import dev.interlock.bytes.ByteWriter;

/** Writes one value of many. */
@FunctionalInterface
public interface ElementWriter<T> {
    /** Appends the text of a value, of which no character is a line break. */
    void write(ByteWriter into, T value);
}
