package dev.interlock.internal.engine;

import dev.interlock.internal.syntax.FieldSection;
import io.netty.buffer.ByteBuf;

/**
 * Destination of a streamed response. A sink encodes the head and the parts in the wire format of its protocol. Used
 * only by the thread of its event loop.
 */
public interface BodySink {
    /** Sends the head. Called once, before all other methods. */
    void begin();

    /** Sends a part, which may be empty, and takes ownership of it. */
    void append(ByteBuf part);

    /**
     * Sends the end of the body.
     *
     * @param trailers trailer fields; empty if there are none
     */
    void end(FieldSection trailers);

    /** Returns an upper bound of the bytes of heap that the sink holds. */
    long heldBytes();

    /** Returns the number of bytes that wait to be sent. */
    long pendingBytes();
}
