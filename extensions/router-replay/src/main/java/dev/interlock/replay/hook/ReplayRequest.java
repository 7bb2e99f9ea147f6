package dev.interlock.replay.hook;

import org.jspecify.annotations.Nullable;

/** A request that the replay sends next. */
public interface ReplayRequest {
    /** Returns the name of the target: {@code target}, or {@code old}, {@code new} or {@code old2} in a comparison. */
    String targetName();

    /** Returns the method, such as {@code POST}. */
    String method();

    /** Returns the template of the recorded route, such as {@code /products/{sku}}, or an empty string. */
    String route();

    /** Returns the target in origin-form, such as {@code /products/17?full=true}. */
    String target();

    /**
     * Replaces the target.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, or contains spaces or control characters
     */
    void setTarget(String target);

    /** Returns the first value of a field, or null. Names are case-insensitive. */
    @Nullable
    String header(String name);

    /**
     * Replaces all values of a field.
     *
     * @param value null removes the field
     * @throws IllegalArgumentException if the name is not a token, or the value contains control characters
     */
    void setHeader(String name, @Nullable String value);

    /** Returns the body. The array belongs to the replay: do not change it. */
    byte[] body();

    /** Replaces the body. The replay computes {@code Content-Length}. */
    void setBody(byte[] body);
}
