package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wire without TLS. */
final class TcpWire implements Wire {
    private final SocketAddress server;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;

    TcpWire(SocketAddress server) {
        this.server = server;
    }

    @Override
    public void open(Selector selector, Object attachment) throws IOException {
        SocketChannel opened = SocketChannel.open();
        channel = opened;
        opened.configureBlocking(false);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // A connection on this machine is usually established before connect() returns.
        boolean isConnected = opened.connect(server) || opened.finishConnect();
        key = opened.register(selector, isConnected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, attachment);
    }

    private SocketChannel channel() {
        return Objects.requireNonNull(channel);
    }

    @Override
    public boolean isOpen() {
        return channel != null;
    }

    @Override
    public boolean isEstablished() {
        return channel != null && channel.isConnected();
    }

    @Override
    public boolean establish() throws IOException {
        if (!channel().isConnected() && channel().finishConnect()) {
            Objects.requireNonNull(key).interestOps(SelectionKey.OP_READ);
        }
        return channel().isConnected();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return channel().read(into);
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        channel().write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("The server does not read");
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }
}
