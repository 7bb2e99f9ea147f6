package dev.interlock.filter;

import java.io.IOException;
import java.io.OutputStream;

/** Encoder of a content coding. Safe for use by several threads. */
interface BodyEncoder {
    /** Returns the name of the coding, in lower case. */
    String coding();

    /** Encodes the bytes that are written to the returned stream; see {@link ContentCoding#encode}. */
    OutputStream encode(OutputStream into) throws IOException;

    /** Returns the encoder of a coding that the application has added. */
    static BodyEncoder of(ContentCoding coding) {
        return new BodyEncoder() {
            @Override
            public String coding() {
                return coding.name();
            }

            @Override
            public OutputStream encode(OutputStream into) throws IOException {
                return coding.encode(into);
            }
        };
    }
}
