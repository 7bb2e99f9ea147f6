package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * The socket of a connection, for reading and sending around the pipeline of its channel: see {@link DirectIo}. Used by the
 * thread of the event loop alone.
 */
interface DirectSocket {
    /** Reads for the connection from now on. */
    void attach(Connection reader);

    /** Leaves everything to the channel again. */
    void detach();

    /** Where to put what is to be sent. */
    SendBuffer sendBuffer();

    /**
     * Sends what the kernel takes.
     *
     * @return how many bytes that is
     * @throws IOException when the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
