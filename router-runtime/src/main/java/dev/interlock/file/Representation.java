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

    /**
     * Makes a part of it the body.
     *
     * @return false if the file is not what it was any more
     * @throws IOException when it cannot be read
     */
    boolean send(Response response, long from, long count) throws IOException;
}
