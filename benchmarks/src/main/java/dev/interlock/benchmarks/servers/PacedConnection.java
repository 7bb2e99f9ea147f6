package dev.interlock.benchmarks.servers;

import java.io.Closeable;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Sends one request at a time. Sends the next request after the complete response. Uses one connection for all
 * requests, or a new connection for each request. Like {@code wrk}, it closes the new connection after the response.
 * The time to connect counts as latency, but the time to close does not.
 */
final class PacedConnection implements Closeable {
    private final ResponseReader response = new ResponseReader();
    private final SocketAddress server;
    private final Selector selector;
    private final boolean isFresh;
    /**
     * Channel for all requests, or only for the current request. In the second case, a request first connects the
     * channel.
     */
    private SocketChannel channel;

    private ByteBuffer request = ByteBuffer.allocate(0);

    /**
     * Creates a connection.
     * @param isFresh whether each request has a new connection
     */
    PacedConnection(SocketAddress server, Selector selector, boolean isFresh) throws IOException {
        this.server = server;
        this.selector = selector;
        this.isFresh = isFresh;
        channel = SocketChannel.open();
        if (!isFresh) {
            channel.connect(server);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        channel.configureBlocking(false);
        if (!isFresh) {
            channel.register(selector, SelectionKey.OP_READ, this);
        }
    }

    /**
     * Sends a request.
     *
     * @param request encoded request, which no other connection has begun to send
     * @param due due time of the request
     */
    void send(Exchange exchange, ByteBuffer request, long due) throws IOException {
        response.begin(exchange, due);
        if (!isFresh) {
            ResponseReader.write(channel, request);
            return;
        }
        this.request = request;
        // The kernel accepts connections to a local server, usually before connect() returns.
        if (channel.connect(server) || channel.finishConnect()) {
            ResponseReader.write(channel, request);
            channel.register(selector, SelectionKey.OP_READ, this);
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    /** Returns the due time of the latest request. */
    long due() {
        return response.due();
    }

    /**
     * Handles a ready socket. Returns whether the response is complete.
     *
     * @param buffer buffer for reads
     */
    boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (channel.isConnectionPending()) {
            if (channel.finishConnect()) {
                ResponseReader.write(channel, request);
                key.interestOps(SelectionKey.OP_READ);
            }
            return false;
        }
        return response.read(channel, buffer);
    }

    /** Prepares for the next request after a complete response. This time does not count as latency. */
    void renew() throws IOException {
        if (isFresh) {
            channel.close();
            channel = SocketChannel.open();
            channel.configureBlocking(false);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
