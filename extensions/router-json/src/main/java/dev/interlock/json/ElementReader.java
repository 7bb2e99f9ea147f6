package dev.interlock.json;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;

/** Reads the text of one value of a stream. */
@FunctionalInterface
public interface ElementReader<T> {
    /**
     * Converts a text to a value.
     *
     * @param text valid until this method returns
     * @throws HttpException if the text is not valid; the detail describes the mistake
     */
    T read(Slice text);
}
