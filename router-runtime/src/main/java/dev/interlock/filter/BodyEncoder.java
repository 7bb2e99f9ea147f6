package dev.interlock.filter;

import java.io.IOException;
import java.io.OutputStream;

/** A content coding that answers can be put in (RFC 9110 section 8.4.1). Safe for use by several threads. */
interface BodyEncoder {
    /** The name of the coding, in lower case. */
    String coding();

    /**
     * Encodes what is written to the stream. Flushing it lets everything that was written be decoded; it has to be closed once,
     * whatever happens, as it holds memory that the garbage collector does not see.
     */
    OutputStream encode(OutputStream into) throws IOException;
}
