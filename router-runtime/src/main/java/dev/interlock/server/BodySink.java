package dev.interlock.server;

import io.netty.buffer.ByteBuf;

/**
 * Destination of a streamed response: gives head and parts the wire format of their protocol. Used by the thread of its
 * event loop alone.
 */
interface BodySink {
    /** Sends the head. Called once, before everything else. */
    void begin();

    /** Sends a part, which may be empty, and takes ownership of it. */
    void append(ByteBuf part);

    /** Sends the end of the body. */
    void end();

    /** Bytes that wait to be sent. */
    long pendingBytes();
}
