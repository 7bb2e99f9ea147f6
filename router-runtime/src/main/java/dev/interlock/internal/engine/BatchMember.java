package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;

/** Receiver of bytes that a batch has read. It makes the responses, and sends them when the batch asks for that. */
public interface BatchMember {
    /** Processes received bytes. The buffer belongs to the caller. */
    void read(ByteBuf bytes);

    /** Sends the resulting responses. */
    void flush();

    /** Handles a failure of {@link #read}, of {@link #flush} or of the read from the socket. */
    void failed(Throwable cause);
}
