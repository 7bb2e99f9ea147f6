package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.Response;
import java.io.IOException;

/** The bytes of a file as one answer has them, and what tells them from those of another state. */
interface Representation {
    /** Bytes. */
    long size();

    EntityTag tag();

    /** Seconds since 1970, or {@link dev.interlock.http.HttpDate#NONE}. */
    long lastModified();

    /** Whether a part of it can be sent; else it is sent as a whole, which a Range allows (RFC 9110 section 14.2). */
    boolean hasRanges();

    /**
     * Makes a part of it the body.
     *
     * @return false if the file is not what it was any more
     * @throws IOException when it cannot be read
     */
    boolean send(Response response, long from, long count) throws IOException;
}
