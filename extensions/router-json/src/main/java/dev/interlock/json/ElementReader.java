package dev.interlock.json;

import dev.interlock.bytes.Slice;
import dev.interlock.http.HttpException;

/** Reads one value of many. */
@FunctionalInterface
public interface ElementReader<T> {
    /**
     * The value that a text has.
     *
     * @param text valid until this returns
     * @throws HttpException if it has none: it says what is wrong
     */
    T read(Slice text);
}
