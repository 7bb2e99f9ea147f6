package dev.interlock.server;

import java.io.IOException;

/**
 * The socket of a channel, for what goes around its pipeline: see {@link DirectIo}. Used by the thread of the event loop
 * alone.
 */
interface DirectSocket extends SocketWriter {
    /** Reads for the connection from now on. */
    void attach(Batch.Member connection);

    /** Leaves everything to the channel again. */
    void detach();

    /**
     * Accepts for the acceptor from now on, on a channel that listens, sockets that send at once (TCP_NODELAY).
     *
     * @throws IOException when the socket does not let that be set; the channel accepts then
     */
    void attach(SocketAcceptor acceptor) throws IOException;

    /** What to put into what is to be sent. */
    SendBuffers sendBuffers();
}
