package dev.interlock.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;

/**
 * A connection of the load. Sends requests, and checks each response: it must have the expected status and body. A
 * connection may be replaced after a number of requests, but its object stays the same.
 */
interface HttpConnection extends Closeable {
    /** Bytes of the buffer for reads, which all connections share. */
    int BUFFER_BYTES = 64 * 1024;

    /** Is told about complete responses. */
    interface Listener {
        /**
         * Notices that a response is complete.
         *
         * @param due due time of the request
         */
        void answered(HttpConnection connection, long due);
    }

    /** Begins to connect, if the connection should be open before the first request. */
    void begin() throws IOException;

    /** Returns whether a connection that has begun to connect can send a request at once. */
    boolean isReady();

    /**
     * Sends a request. If the connection is closed, opens it first: the time to connect is a part of the latency.
     *
     * @param exchange number of the request and its expected response
     * @param due due time of the request
     */
    void send(int exchange, long due) throws IOException;

    /** Handles an event of the socket. */
    void ready() throws IOException;

    /**
     * Prepares for the next request after a complete response. The latency excludes this time. Closes a connection that
     * has had its number of requests.
     */
    void renew() throws IOException;
}
