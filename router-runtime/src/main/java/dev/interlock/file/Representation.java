package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.Response;
import java.io.IOException;

/** Bytes of a file for one response, and the validators of the file's current state. */
interface Representation {
    /** Returns the size in bytes. */
    long size();

    EntityTag tag();

    /** Seconds since 1970, or {@link dev.interlock.internal.syntax.HttpDate#NONE}. */
    long lastModified();

    /** Whether a part of the file can be sent. If not, the server ignores Range, as RFC 9110 section 14.2 allows. */
    boolean hasRanges();

    /**
     * Makes a part of the file the body.
     *
     * @return false if the file has changed
     * @throws IOException if the file cannot be read
     */
    boolean send(Response response, long from, long count) throws IOException;
}
