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
 * Sends one request after the other, the next when the answer to the one before is complete: over one connection, or each over
 * one of its own, which is closed when the answer is complete, as {@code wrk} does it. To connect is a part of the latency
 * then; to close is not.
 */
final class PacedConnection implements Closeable {
    private final Answer answer = new Answer();
    private final SocketAddress server;
    private final Selector selector;
    private final boolean isFresh;
    /** Of all requests; or of the one under way, and not connected before. */
    private SocketChannel channel;

    private ByteBuffer request = ByteBuffer.allocate(0);

    /** @param isFresh whether each request has a connection of its own */
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
     * @param request its bytes, which no other connection has begun to send
     * @param due when it should have been sent
     */
    void send(Exchange exchange, ByteBuffer request, long due) throws IOException {
        answer.begin(exchange, due);
        if (!isFresh) {
            Answer.write(channel, request);
            return;
        }
        this.request = request;
        // The kernel answers for a server that listens on the same machine, mostly before connect returns.
        if (channel.connect(server) || channel.finishConnect()) {
            Answer.write(channel, request);
            channel.register(selector, SelectionKey.OP_READ, this);
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    /** When the latest request should have been sent. */
    long due() {
        return answer.due();
    }

    /**
     * Does what the socket is ready for; true when the answer is complete.
     *
     * @param buffer for what is read
     */
    boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (channel.isConnectionPending()) {
            if (channel.finishConnect()) {
                Answer.write(channel, request);
                key.interestOps(SelectionKey.OP_READ);
            }
            return false;
        }
        return answer.read(channel, buffer);
    }

    /** Makes it ready for the next request, after an answer is complete; the time this takes is no part of latency. */
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
