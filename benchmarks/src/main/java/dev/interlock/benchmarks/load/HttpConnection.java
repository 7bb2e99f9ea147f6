package dev.interlock.benchmarks.load;

import java.io.Closeable;
import java.io.IOException;

/**
 * A connection of the load. Sends requests, and checks that each response has the expected status and body. The object
 * may replace its TCP connection after a number of requests.
 */
interface HttpConnection extends Closeable {
    /** Length in bytes of the read buffer that all connections share. */
    int BUFFER_BYTES = 64 * 1024;

    /** Receives the events of a connection. */
    interface Listener {
        /**
         * Handles a complete response.
         *
         * @param due due time of the request
         */
        void answered(HttpConnection connection, long due);
    }

    /** Begins to connect if the plan requires an open connection before the first request. */
    void begin() throws IOException;

    /** Returns whether a connection that has begun to connect can send a request at once. */
    boolean isReady();

    /**
     * Sends a request. If the connection is closed, opens it first: the time to connect is a part of the latency.
     *
     * @param exchange index of the request and its expected response
     * @param due due time of the request
     */
    void send(int exchange, long due) throws IOException;

    /** Handles an event of the socket. */
    void ready() throws IOException;

    /**
     * Prepares for the next request after a complete response. Closes the connection after its last request. The
     * latency excludes this time.
     */
    void renew() throws IOException;
}
