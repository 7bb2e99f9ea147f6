package dev.interlock.engine;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Socket that sends without a channel. */
public interface SocketWriter {
    /**
     * Sends the bytes that the kernel takes, and leaves them in the buffer.
     *
     * @return the number of sent bytes
     * @throws IOException when the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
