package dev.interlock.http;

/** Writes the result of a handler to the response. */
@FunctionalInterface
public interface BodyWriter<T> {
    void write(Response response, T value) throws Exception;
}
