package dev.interlock.codec;

import dev.interlock.bytes.ByteWriter;

/** Writes one value of a stream. */
@FunctionalInterface
public interface ElementWriter<T> {
    /** Appends the text of a value. The text must not contain line breaks. */
    void write(ByteWriter into, T value);
}
