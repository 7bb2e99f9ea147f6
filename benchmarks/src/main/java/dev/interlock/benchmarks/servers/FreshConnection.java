package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * A connection for each request, which is closed when the answer is complete, as {@code wrk} does it. To connect is a part of the
 * latency; to close is not.
 */
final class FreshConnection implements PacedConnection {
    private final Answer answer = new Answer();
    private final SocketAddress server;
    private final Selector selector;

    /** Of the request under way, or not connected yet. */
    private SocketChannel channel = open();

    private ByteBuffer request = ByteBuffer.allocate(0);

    FreshConnection(SocketAddress server, Selector selector) throws IOException {
        this.server = server;
        this.selector = selector;
    }

    private static SocketChannel open() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        return channel;
    }

    @Override
    public void send(Exchange exchange, ByteBuffer request, long due) throws IOException {
        answer.begin(exchange, due);
        this.request = request;
        // The kernel answers for a server that listens on the same machine, mostly before connect returns.
        if (channel.connect(server) || channel.finishConnect()) {
            Answer.write(channel, request);
            channel.register(selector, SelectionKey.OP_READ, this);
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    @Override
    public long due() {
        return answer.due();
    }

    @Override
    public boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException {
        if (channel.isConnectionPending()) {
            if (channel.finishConnect()) {
                Answer.write(channel, request);
                key.interestOps(SelectionKey.OP_READ);
            }
            return false;
        }
        return answer.read(channel, buffer);
    }

    @Override
    public void renew() throws IOException {
        channel.close();
        channel = open();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
