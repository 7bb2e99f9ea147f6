package dev.interlock.benchmarks.servers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Reads responses one by one as they arrive. A response must be a success with the expected body length. */
final class ResponseReader {
    /** Bytes between head and body. */
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    /** Position of the status class in {@code HTTP/1.1 200}. Every response must be a success. */
    private static final int CLASS_OF_STATUS = 9;

    private String target = "";
    private long due;
    private int received;
    private int matched;
    private int bodyLeft;

    /**
     * Begins the next response.
     *
     * @param due due time of its request
     */
    void begin(Exchange exchange, long due) {
        target = exchange.target();
        this.due = due;
        received = 0;
        matched = 0;
        bodyLeft = exchange.response().length;
    }

    long due() {
        return due;
    }

    /** Writes a request. The socket is ready, so it takes the request at once. */
    static void write(SocketChannel channel, ByteBuffer request) throws IOException {
        channel.write(request.rewind());
        if (request.hasRemaining()) {
            throw new IOException("The server does not read");
        }
    }

    /** Reads available bytes. Returns whether the response is complete. */
    boolean read(SocketChannel channel, ByteBuffer buffer) throws IOException {
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
}
