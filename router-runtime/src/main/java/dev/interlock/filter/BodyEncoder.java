package dev.interlock.filter;

import java.io.IOException;
import java.io.OutputStream;

/** Encoder of a content coding. Safe for use by several threads. */
interface BodyEncoder {
    /** Name of the coding, in lower case. */
    String coding();

    /** Encodes as {@link ContentCoding#encode} does. */
    OutputStream encode(OutputStream into) throws IOException;

    /** Encoder of a coding that the application has added. */
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
