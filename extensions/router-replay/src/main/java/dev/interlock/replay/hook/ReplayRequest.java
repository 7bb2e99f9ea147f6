package dev.interlock.replay.hook;

import org.jspecify.annotations.Nullable;

/** A request that the replay is about to send. Confined to the thread that calls the hook. */
public interface ReplayRequest {
    /** Returns the name of the target: {@code target}; in a comparison {@code old}, {@code new} or {@code old2}. */
    String targetName();

    /** Returns the method, such as {@code POST}. */
    String method();

    /**
     * Returns the method and the route template, such as {@code GET /products/{sku}}; guessed if the source has no
     * routes.
     */
    String route();

    /** Returns the request target in origin-form, such as {@code /products/17?full=true}. */
    String target();

    /**
     * Replaces the request target.
     *
     * @throws IllegalArgumentException if the target does not begin with a slash, or contains spaces or control
     *     characters
     */
    void setTarget(String target);

    /** Returns the first value of a field, or null. Names are case-insensitive. */
    @Nullable
    String header(String name);

    /**
     * Replaces all values of a field.
     *
     * @param value new value, or null to remove the field
     * @throws IllegalArgumentException if the name is not a token, or the value contains control characters
     */
    void setHeader(String name, @Nullable String value);

    /** Returns the body. Callers must not change the array. */
    byte[] body();

    /** Replaces the body. The replay sets {@code Content-Length}. Callers must not change the array later. */
    void setBody(byte[] body);
}
