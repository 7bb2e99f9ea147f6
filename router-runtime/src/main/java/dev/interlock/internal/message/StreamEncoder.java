package dev.interlock.internal.message;

import io.netty.buffer.ByteBuf;

/**
 * Encodes a streamed body in a content coding, part by part, while it is sent. The encoder receives all bytes of the
 * body in order, including heartbeats. It is closed when the body is over, or will not be sent. Used by one thread at a
 * time.
 */
public interface StreamEncoder extends AutoCloseable {
    /**
     * Encodes a part. The client can decode the result as soon as it arrives.
     *
     * @param part part of the body, which this method releases
     * @return buffer that belongs to the caller
     */
    ByteBuf encode(ByteBuf part);

    /** Returns the last bytes of the body, in a buffer that belongs to the caller. No part is encoded afterwards. */
    ByteBuf end();

    /** Releases all resources. May be called several times. */
    @Override
    void close();
}
