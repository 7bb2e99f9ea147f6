package dev.interlock.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sent request and its response. The response need not be complete yet. Use this class for endless streams, and for
 * handlers that respond only after an action of the test.
 *
 * <pre>{@code
 * try (TestExchange prices = client.get("/prices").start()) {
 *     market.publish(7);
 *     assertThat(prices.nextText()).isEqualTo("data: 7\n\n");
 * }
 * }</pre>
 *
 * <p>If the handler runs on a thread of its own, call {@link #status} before the test publishes anything: the handler
 * has subscribed only after it has returned.
 *
 * <p>Each method waits for its result, up to the timeout of the request, and throws {@link AssertionError} if the
 * result does not arrive. If the test calls {@link #close} before the end of the response, the client disconnects. Only
 * the thread that started the exchange may use it.
 */
public final class TestExchange implements AutoCloseable {
    private final TestConnection connection;
    private final Duration timeout;
    private final @Nullable Consumer<TestExchange> whenComplete;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private byte[] sent = {};
    private List<Map.Entry<String, String>> trailers = List.of();
    private @Nullable HttpResponse head;
    private boolean persistent;
    private boolean complete;

    /**
     * Creates an exchange. Its request was already sent.
     *
     * @param whenComplete called after the response is complete and the state of the connection was checked; null for a
     *     pipelined request
     */
    TestExchange(TestConnection connection, Duration timeout, @Nullable Consumer<TestExchange> whenComplete) {
        this.connection = connection;
        this.timeout = timeout;
        this.whenComplete = whenComplete;
    }

    /** Returns the status. Waits for the head of the response. */
    public int status() {
        return head().status().code();
    }

    /** Returns the first value of a header field, or null if there is none. Waits for the head of the response. */
    public @Nullable String header(String name) {
        return head().headers().get(name);
    }

    /**
     * Returns the next bytes of the body. For a chunked body, returns one chunk as the server sent it. For a body of
     * known length, returns all bytes that have arrived.
     *
     * @return null at the end of the body
     */
    public byte @Nullable [] next() {
        head();
        while (!complete) {
            byte[] piece = take(await());
            if (piece.length > 0) {
                return piece;
            }
        }
        return null;
    }

    /** Like {@link #next()}, decoded as UTF-8. */
    public @Nullable String nextText() {
        byte[] piece = next();
        return piece == null ? null : new String(piece, UTF_8);
    }

    /**
     * Waits for the end of the response and returns it. The result includes the bytes that {@link #next()} has
     * returned.
     */
    public TestResponse response() {
        HttpResponse start = head();
        while (!complete) {
            take(await());
        }
        return response(start, body.toByteArray(), trailers);
    }

    /**
     * Waits for the next interim response, such as 103 Early Hints.
     *
     * @return null if the final response has begun instead
     */
    public @Nullable TestResponse interim() {
        while (head == null) {
            HttpResponse interim = takeHead();
            if (interim != null) {
                return response(interim, new byte[0], List.of());
            }
        }
        return null;
    }

    private TestResponse response(HttpResponse start, byte[] content, List<Map.Entry<String, String>> trailerFields) {
        return new TestResponse(
                sent,
                start.status().code(),
                start.status().reasonPhrase(),
                start.protocolVersion().text(),
                entries(start.headers()),
                content,
                trailerFields);
    }

    private static List<Map.Entry<String, String>> entries(HttpHeaders fields) {
        List<Map.Entry<String, String>> entries = new ArrayList<>();
        fields.forEach(field -> entries.add(Map.entry(field.getKey(), field.getValue())));
        return entries;
    }

    /** Ends the exchange. If the response is not complete, closes the connection. */
    @Override
    public void close() {
        if (!complete) {
            connection.close();
        }
    }

    /** Whether another request can use the connection. False until the response is complete. */
    boolean leavesConnection() {
        return complete && persistent;
    }

    /** Returns the values of the header fields with a name. */
    List<String> headers(String name) {
        return head().headers().getAll(name);
    }

    TestConnection connection() {
        return connection;
    }

    private HttpResponse head() {
        while (head == null) {
            takeHead();
        }
        return head;
    }

    /**
     * Reads one part that precedes the body of the final response. Returns the part if it is the head of an interim
     * response, otherwise null.
     */
    private @Nullable HttpResponse takeHead() {
        HttpObject part = await();
        check(part);
        ReferenceCountUtil.release(part);
        if (!(part instanceof HttpResponse start)) {
            // Ignores the end of an interim response.
            return null;
        }
        if (start.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
            return start;
        }
        head = start;
        persistent = HttpUtil.isKeepAlive(start);
        return null;
    }

    /** Waits for the next part of the response. */
    private HttpObject await() {
        HttpObject part = connection.next(System.nanoTime() + timeout.toNanos());
        if (part != null) {
            return part;
        }
        String reason = connection.hasEnded()
                ? "The connection closed before the response was complete"
                : "The response was not complete within " + timeout.toMillis() + " ms";
        throw failure(reason);
    }

    private byte[] take(HttpObject part) {
        check(part);
        try {
            byte[] piece = part instanceof HttpContent content ? ByteBufUtil.getBytes(content.content()) : new byte[0];
            body.writeBytes(piece);
            if (part instanceof LastHttpContent last) {
                trailers = entries(last.trailingHeaders());
                end();
            }
            return piece;
        } finally {
            ReferenceCountUtil.release(part);
        }
    }

    private void end() {
        complete = true;
        sent = connection.sent();
        if (whenComplete == null) {
            return;
        }
        String mistake = connection.mistakeAfterResponse(persistent);
        if (mistake != null) {
            throw failure(mistake);
        }
        connection.answered();
        whenComplete.accept(this);
    }

    private void check(HttpObject part) {
        if (part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(part);
            throw failure(
                    "The response is malformed: " + part.decoderResult().cause().getMessage());
        }
    }

    private AssertionError failure(String reason) {
        connection.close();
        return new AssertionError(
                reason + ExchangeText.of(connection.sent(), ExchangeText.readable(connection.received())));
    }
}
