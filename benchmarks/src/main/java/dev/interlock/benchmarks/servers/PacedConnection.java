package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A kept connection with one request under way at a time; answers have the length that is expected. */
final class PacedConnection {
    /** The bytes between head and body. */
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    /** Of {@code HTTP/1.1 200}: all of them are successes. */
    private static final int CLASS_OF_STATUS = 9;

    private final SocketChannel channel;
    private final List<ByteBuffer> requests = new ArrayList<>();
    private final List<Exchange> exchanges;

    private Exchange current;
    private long due;
    private int received;
    private int matched;
    private int bodyLeft;

    PacedConnection(int port, Selector selector, List<Exchange> exchanges) throws IOException {
        this.exchanges = exchanges;
        current = exchanges.get(0);
        for (Exchange exchange : exchanges) {
            byte[] bytes = exchange.bytes(false);
            requests.add(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
        }
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /**
     * Sends a request.
     *
     * @param due when it should have been sent
     */
    void send(int exchange, long due) throws IOException {
        this.due = due;
        current = exchanges.get(exchange);
        received = 0;
        matched = 0;
        bodyLeft = current.answer().length;
        ByteBuffer request = requests.get(exchange).rewind();
        channel.write(request);
        if (request.hasRemaining()) {
            throw new IOException("The server does not read");
        }
    }

    long due() {
        return due;
    }

    /** Reads what has arrived; true when the answer is complete. */
    boolean read(ByteBuffer buffer) {
        try {
            if (channel.read(buffer.clear()) < 0) {
                throw new IOException("The server closed a connection");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        buffer.flip();
        while (matched < END_OF_HEAD.length && buffer.hasRemaining()) {
            head(buffer.get());
        }
        bodyLeft -= buffer.remaining();
        if (bodyLeft < 0) {
            throw new IllegalStateException("The answer to " + current.target() + " is too long");
        }
        return matched == END_OF_HEAD.length && bodyLeft == 0;
    }

    private void head(byte octet) {
        if (received++ == CLASS_OF_STATUS && octet != '2') {
            throw new IllegalStateException(current.target() + " is answered with status " + (char) octet + "xx");
        }
        if (octet == END_OF_HEAD[matched]) {
            matched++;
        } else {
            matched = octet == '\r' ? 1 : 0;
        }
    }
}
