package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;

/** Member of a batch. The batch reads bytes for each member, then asks each member to send its responses. */
public interface BatchMember {
    /** Processes received bytes and makes the responses. The buffer belongs to the caller. */
    void read(ByteBuf bytes);

    /** Sends the responses. */
    void flush();

    /** Handles a failure of {@link #read}, of {@link #flush} or of the read from the socket. */
    void failed(Throwable cause);
}
