package dev.interlock.server;

import io.netty.buffer.ByteBuf;
import java.io.IOException;

/**
 * The socket of a connection, for reading and sending around the pipeline of its channel: see {@link DirectIo}. Used by the
 * thread of the event loop alone.
 */
interface DirectSocket {
    /** Reads for the connection from now on. */
    void attach(Batch.Member connection);

    /** Leaves everything to the channel again. */
    void detach();

    /** What to put into what is to be sent. */
    SendBuffers sendBuffers();

    /**
     * Sends what the kernel takes.
     *
     * @return how many bytes that is
     * @throws IOException when the connection is broken
     */
    int send(ByteBuf bytes) throws IOException;
}
