package dev.interlock.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.util.List;

/** Sends one request at a time by HTTP/1.1. The next request follows the complete response. */
final class Http1Connection implements HttpConnection {
    /** Bytes between head and body. */
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    /** Index of the first digit of the status in a status line such as {@code HTTP/1.1 200 OK}. */
    private static final int CLASS_OF_STATUS = 9;

    private final Wire wire;
    private final Selector selector;
    private final Requests requests;
    private final int requestsEach;
    private final Listener listener;

    /** Number of requests until the connection is closed. */
    private int left;
    /** Encoded request that was sent, or that will be sent when the wire is established. */
    private ByteBuffer request = ByteBuffer.allocate(0);

    private boolean isWaiting;
    private String target = "";
    private long due;
    private byte[] body = {};
    private int headBytes;
    private int matched;
    private int bodyBytes;

    /**
     * Requests that all connections share.
     *
     * @param exchanges requests and expected responses
     * @param encoded encoded request of each exchange
     * @param buffer buffer for reads
     */
    record Requests(List<Exchange> exchanges, List<ByteBuffer> encoded, ByteBuffer buffer) {
        static Requests of(List<Exchange> exchanges, boolean askingToClose, ByteBuffer buffer) {
            List<ByteBuffer> encoded = exchanges.stream()
                    .map(exchange -> exchange.bytes(askingToClose))
                    .map(bytes -> ByteBuffer.allocateDirect(bytes.length).put(bytes))
                    .toList();
            return new Requests(exchanges, encoded, buffer);
        }
    }

    Http1Connection(Wire wire, Selector selector, Requests requests, int requestsEach, Listener listener) {
        this.wire = wire;
        this.selector = selector;
        this.requests = requests;
        this.requestsEach = requestsEach;
        this.listener = listener;
        left = requestsEach;
    }

    @Override
    public void begin() throws IOException {
        wire.open(selector, this);
    }

    @Override
    public boolean isReady() {
        return wire.isEstablished();
    }

    @Override
    public void send(int exchange, long due) throws IOException {
        this.due = due;
        request = requests.encoded().get(exchange);
        target = requests.exchanges().get(exchange).target();
        body = requests.exchanges().get(exchange).response();
        headBytes = 0;
        matched = 0;
        bodyBytes = 0;
        if (!wire.isOpen()) {
            begin();
        }
        isWaiting = !wire.isEstablished();
        if (!isWaiting) {
            wire.write(request.rewind());
        }
    }

    @Override
    public void ready() throws IOException {
        if (!wire.isEstablished() && !wire.establish()) {
            return;
        }
        if (isWaiting) {
            isWaiting = false;
            wire.write(request.rewind());
        }
        ByteBuffer buffer = requests.buffer().clear();
        int read = wire.read(buffer);
        if (read < 0) {
            throw new IOException("The server closed a connection");
        }
        // A read over TLS may bring only records without content.
        if (read > 0) {
            receive(buffer.flip());
        }
    }

    private void receive(ByteBuffer buffer) {
        while (matched < END_OF_HEAD.length && buffer.hasRemaining()) {
            head(buffer.get());
        }
        while (buffer.hasRemaining()) {
            if (bodyBytes == body.length || buffer.get() != body[bodyBytes++]) {
                throw new IllegalStateException("The response to " + target + " has another body");
            }
        }
        if (matched == END_OF_HEAD.length && bodyBytes == body.length) {
            listener.answered(this, due);
        }
    }

    private void head(byte octet) {
        if (headBytes++ == CLASS_OF_STATUS && octet != '2') {
            throw new IllegalStateException(target + " is answered with status " + (char) octet + "xx");
        }
        if (octet == END_OF_HEAD[matched]) {
            matched++;
        } else {
            matched = octet == '\r' ? 1 : 0;
        }
    }

    @Override
    public void renew() throws IOException {
        if (--left == 0) {
            wire.close();
            left = requestsEach;
        }
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
