package dev.interlock.filter;

import java.io.IOException;
import java.io.OutputStream;

/** Content coding of responses (RFC 9110 section 8.4.1). Safe for use by several threads. */
interface BodyEncoder {
    /** Name of the coding, in lower case. */
    String coding();

    /**
     * Returns a stream that encodes all bytes written to it. After a flush, the client can decode everything written so
     * far. The caller must close the stream once in any case, because it holds memory outside of the heap.
     */
    OutputStream encode(OutputStream into) throws IOException;
}
