package dev.interlock.http;

import io.netty.buffer.ByteBuf;

/**
 * Puts a streamed body in a content coding, part by part, while it is sent: whatever is sent of it, heartbeats included, passes
 * through this in its order. Used by one thread at a time, and closed when the body is over, or will not be sent.
 */
public interface StreamEncoder extends AutoCloseable {
    /**
     * The part in the coding, so that it can be decoded as soon as it is there.
     *
     * @param part is released
     * @return belongs to the caller
     */
    ByteBuf encode(ByteBuf part);

    /** What has to be sent last; belongs to the caller. Nothing is encoded after it. */
    ByteBuf end();

    /** Gives back what is held; may be called again. */
    @Override
    void close();
}
