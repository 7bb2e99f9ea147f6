package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpObject;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection, for tests that control which bytes are sent: half a request, several requests at once, or a malformed
 * request.
 *
 * <pre>{@code
 * try (TestConnection connection = client.connect()) {
 *     connection.send("GET /a HTTP/1.1\r\nHost: test\r\n\r\nGET /b HTTP/1.1\r\nHost: test\r\n\r\n");
 *     connection.receive().assertThat().hasBody("a");
 *     connection.receive().assertThat().hasBody("b");
 * }
 * }</pre>
 *
 * <p>Only the thread that opened the connection may use it.
 */
public final class TestConnection implements AutoCloseable {
    private static final Duration STEP = Duration.ofMillis(100);

    private final Link link;
    private final Duration timeout;
    private final ResponseDecoder decoder = new ResponseDecoder();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private boolean ended;
    private boolean closed;

    TestConnection(Link link, Duration timeout) {
        this.link = link;
        this.timeout = timeout;
    }

    /** Sends bytes. They may be a part of a request, one request, or several requests. */
    public TestConnection send(byte[] bytes) {
        requireOpen();
        sent.writeBytes(bytes);
        decoder.sent(bytes);
        link.send(bytes);
        return this;
    }

    /** Sends text as UTF-8. */
    public TestConnection send(String text) {
        return send(text.getBytes(UTF_8));
    }

    /**
     * Waits for the next whole response.
     *
     * @throws AssertionError if the response does not arrive in time, or is malformed
     */
    public TestResponse receive() {
        requireOpen();
        return new TestExchange(this, timeout, null).response();
    }

    /** Whether the server has closed the connection. Waits up to a tenth of a second for this. */
    public boolean isClosed() {
        if (!ended && !closed) {
            pull(STEP);
        }
        return ended || closed;
    }

    /** Closes the connection, even while the server is using it. For the server, the client disconnects. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.close();
            link.close();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("The connection was closed by this test");
        }
    }

    /** Returns the bytes that were sent since the last complete response. */
    byte[] sent() {
        return sent.toByteArray();
    }

    /** Returns the bytes that were received since the last complete response. */
    byte[] received() {
        return received.toByteArray();
    }

    /** Whether the server has closed the connection, and {@link #next} has returned all received parts. */
    boolean hasEnded() {
        return ended;
    }

    /**
     * Waits for the next part of a response and returns it. The caller must release the part.
     *
     * @param deadline latest time to wait, compared with {@link System#nanoTime}
     * @return null if the deadline has passed, or if the connection is closed
     */
    @Nullable
    HttpObject next(long deadline) {
        requireOpen();
        HttpObject part = decoder.next();
        while (part == null && !ended) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return null;
            }
            pull(Duration.ofNanos(left));
            part = decoder.next();
        }
        return part;
    }

    private void pull(Duration longest) {
        byte[] bytes;
        try {
            bytes = link.receive(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for a response", e);
        }
        if (bytes == null) {
            ended = true;
            decoder.ended();
        } else {
            received.writeBytes(bytes);
            decoder.received(bytes);
        }
    }

    /** Forgets the bytes of the exchange, because its response is complete. */
    void answered() {
        sent.reset();
        received.reset();
    }

    /** Like {@link Link#mistakeAfterResponse}, but also reports received bytes after the last response. */
    @Nullable
    String mistakeAfterResponse(boolean persistent) {
        return decoder.hasMore() ? Link.MORE_SENT : link.mistakeAfterResponse(persistent);
    }
}
