package dev.interlock.http;

import dev.interlock.bytes.Slice;
import org.jspecify.annotations.Nullable;

/**
 * Values of the requested {@link FieldNames}, in the order of the request. Methods take the index of a name.
 *
 * <p>Values are valid until the handler returns, or until the request reads other names from the same source. Not safe
 * for use by several threads. Only the server creates fields.
 */
public abstract class Fields {
    /** Called by the server. */
    protected Fields() {}

    /** Returns the names of these values. */
    public abstract FieldNames names();

    /** Returns the first value of a name, or null if the request has none. */
    public abstract @Nullable Slice first(int name);

    /** Returns the number of values of a name. */
    public abstract int count(int name);

    /**
     * Returns one value of a name.
     *
     * @param occurrence number of the value, 0 to {@code count(name) - 1}; ascending order is fastest
     */
    public abstract Slice value(int name, int occurrence);
}
