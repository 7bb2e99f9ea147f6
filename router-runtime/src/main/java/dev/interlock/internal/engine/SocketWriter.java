package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Sends to a socket without a channel. */
public interface SocketWriter {
    /**
     * Sends the bytes that the kernel takes at once. Does not change the buffer.
     *
     * @return the number of sent bytes
     * @throws IOException if the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
