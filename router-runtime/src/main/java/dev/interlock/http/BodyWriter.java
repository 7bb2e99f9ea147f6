package dev.interlock.http;

/** Writes the value that a handler gave to the response. */
@FunctionalInterface
public interface BodyWriter<T> {
    void write(Response response, T value) throws Exception;
}
