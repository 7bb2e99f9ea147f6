package dev.interlock.internal.engine;

import dev.interlock.bytes.ByteWriter;
import dev.interlock.internal.message.RequestTrailers;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of requests, one after another, in the wire format of a protocol. */
public interface BodyFormat {
    /**
     * Starts a body at the first byte after its head.
     *
     * @param maxBody limit on the bytes of the body
     * @param sink receives the body, or null to drop it
     * @param trailers receives the trailer fields, or null to drop them
     */
    void begin(BodyFraming framing, int maxBody, @Nullable ByteWriter sink, @Nullable RequestTrailers trailers);

    /**
     * Drops the remaining bytes of the body.
     *
     * @param most limit on the remaining bytes
     */
    void drop(int most);

    /** Returns the number of bytes that are still missing, as far as the format knows it. */
    long remaining();

    /**
     * Drops the references to the destinations of the body and its trailer fields, so that an idle connection does not
     * retain them.
     */
    void forget();
}
