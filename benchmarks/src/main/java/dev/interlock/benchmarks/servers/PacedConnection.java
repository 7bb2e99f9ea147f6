package dev.interlock.benchmarks.servers;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;

/** What sends one request after the other, the next when the answer to the one before is complete and it was renewed. */
interface PacedConnection extends Closeable {
    /**
     * Sends a request.
     *
     * @param request its bytes, which no other connection has begun to send
     * @param due when it should have been sent
     */
    void send(Exchange exchange, ByteBuffer request, long due) throws IOException;

    /** When the latest request should have been sent. */
    long due();

    /**
     * Does what the socket is ready for; true when the answer is complete.
     *
     * @param buffer for what is read
     */
    boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException;

    /** Makes it ready for the next request, after an answer is complete; the time this takes is no part of latency. */
    void renew() throws IOException;
}
