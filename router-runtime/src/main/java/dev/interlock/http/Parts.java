package dev.interlock.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a {@code multipart/form-data} body with the requested {@link FieldNames}, in the order of the body. Methods
 * take the index of a name. {@link BodyPart} defines how long parts are valid. Only the server creates parts.
 */
public abstract class Parts {
    /** Called by the server. */
    protected Parts() {}

    /** Returns the first part with a name, or null if there is none. */
    public abstract @Nullable BodyPart first(int name);

    /** Returns all parts with a name; empty if there are none. */
    public abstract List<BodyPart> all(int name);

    /**
     * Returns the contents of the parts. They can be converted like form fields. An uploaded file that is not in memory
     * is omitted, because it is not text.
     *
     * @throws HttpException 413 if fields in files are too large to be read into memory
     */
    public abstract Fields contents();
}
