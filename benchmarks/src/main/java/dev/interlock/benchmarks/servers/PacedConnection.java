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
 * Sends one request at a time. The next request follows after the complete response. Each response must be a success
 * with the expected body length. Uses one connection for all requests, or a new connection for each request. In the
 * second case, it closes the connection after the response, as {@code wrk} does. The time to connect is a part of the
 * latency, but the time to close is not.
 */
final class PacedConnection implements Closeable {
    /** Bytes between head and body. */
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    /** Position of the status class in {@code HTTP/1.1 200}. */
    private static final int CLASS_OF_STATUS = 9;

    private final SocketAddress server;
    private final Selector selector;
    private final boolean isFresh;
    /**
     * Channel for all requests, or only for the current request. In the second case, sending a request begins with
     * connecting the channel.
     */
    private SocketChannel channel;

    private ByteBuffer request = ByteBuffer.allocate(0);
    private String target = "";
    private long due;
    private int received;
    private int matched;
    private int bodyLeft;

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
     * @param request encoded request; no other connection may be sending the same buffer
     * @param due due time of the request
     */
    void send(Exchange exchange, ByteBuffer request, long due) throws IOException {
        this.request = request;
        this.due = due;
        target = exchange.target();
        received = 0;
        matched = 0;
        bodyLeft = exchange.response().length;
        if (!isFresh) {
            write();
            // A connection on this machine is usually established before connect() returns.
        } else if (channel.connect(server) || channel.finishConnect()) {
            write();
            channel.register(selector, SelectionKey.OP_READ, this);
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    /** Writes the request. The send buffer of the socket is empty, so one write is enough. */
    private void write() throws IOException {
        channel.write(request.rewind());
        if (request.hasRemaining()) {
            throw new IOException("The server does not read");
        }
    }

    /** Returns the due time of the latest request. */
    long due() {
        return due;
    }

    /**
     * Handles an event of the socket. Returns whether the response is now complete.
     *
     * @param buffer buffer for reads
     */
    boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (channel.isConnectionPending()) {
            if (channel.finishConnect()) {
                write();
                key.interestOps(SelectionKey.OP_READ);
            }
            return false;
        }
        if (channel.read(buffer.clear()) < 0) {
            throw new IOException("The server closed a connection");
        }
        buffer.flip();
        while (matched < END_OF_HEAD.length && buffer.hasRemaining()) {
            head(buffer.get());
        }
        bodyLeft -= buffer.remaining();
        if (bodyLeft < 0) {
            throw new IllegalStateException("The response to " + target + " is too long");
        }
        return matched == END_OF_HEAD.length && bodyLeft == 0;
    }

    private void head(byte octet) {
        if (received++ == CLASS_OF_STATUS && octet != '2') {
            throw new IllegalStateException(target + " is answered with status " + (char) octet + "xx");
        }
        if (octet == END_OF_HEAD[matched]) {
            matched++;
        } else {
            matched = octet == '\r' ? 1 : 0;
        }
    }

    /** Prepares for the next request after a complete response. The latency excludes this time. */
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
