package dev.interlock.internal.engine;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Socket that sends without a channel. */
public interface SocketWriter {
    /**
     * Sends as many bytes as the kernel takes. Does not change the buffer.
     *
     * @return the number of sent bytes
     * @throws IOException when the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
