package dev.interlock.file;

import dev.interlock.http.EntityTag;
import dev.interlock.http.Response;
import java.io.IOException;

/** Bytes of a file for one response, and the validators of this state of the file. */
interface Representation {
    /** Size in bytes. */
    long size();

    EntityTag tag();

    /** Seconds since 1970, or {@link dev.interlock.http.HttpDate#NONE}. */
    long lastModified();

    /** Whether a part can be sent. Otherwise the whole is sent, which a Range field allows (RFC 9110 section 14.2). */
    boolean hasRanges();

    /**
     * Makes a part of the file the body.
     *
     * @return false if the file has changed
     * @throws IOException when it cannot be read
     */
    boolean send(Response response, long from, long count) throws IOException;
}
