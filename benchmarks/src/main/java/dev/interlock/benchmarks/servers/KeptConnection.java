package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection for all requests. */
final class KeptConnection implements PacedConnection {
    private final Answer answer = new Answer();
    private final SocketChannel channel;

    KeptConnection(SocketAddress server, Selector selector) throws IOException {
        channel = SocketChannel.open(server);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    public void send(Exchange exchange, ByteBuffer request, long due) throws IOException {
        answer.begin(exchange, due);
        Answer.write(channel, request);
    }

    @Override
    public long due() {
        return answer.due();
    }

    @Override
    public boolean ready(SelectionKey key, ByteBuffer buffer) throws IOException {
        return answer.read(channel, buffer);
    }

    @Override
    public void renew() {
        // The next request goes over the same connection.
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
