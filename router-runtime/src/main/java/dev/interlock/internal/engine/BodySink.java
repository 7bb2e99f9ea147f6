package dev.interlock.internal.engine;

import dev.interlock.http.FieldSection;
import io.netty.buffer.ByteBuf;

/**
 * Destination of a streamed response. It encodes head and parts in the wire format of its protocol. Used by the thread
 * of its event loop alone.
 */
public interface BodySink {
    /** Sends the head. Called once, before everything else. */
    void begin();

    /** Sends a part, which may be empty, and takes ownership of it. */
    void append(ByteBuf part);

    /**
     * Sends the end of the body.
     *
     * @param trailers trailer fields; empty if the body has none
     */
    void end(FieldSection trailers);

    /** Bytes of heap that the sink holds, at most. */
    long heldBytes();

    /** Bytes that wait to be sent. */
    long pendingBytes();
}
