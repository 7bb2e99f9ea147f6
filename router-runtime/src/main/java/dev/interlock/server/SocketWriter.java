package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/** Sends without a channel. */
interface SocketWriter {
    /**
     * Sends what the kernel takes.
     *
     * @return how many bytes that is
     * @throws IOException when the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
