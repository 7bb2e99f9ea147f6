package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.observe.RejectionReason;
import dev.interlock.server.LaterRouter;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listeners see why a request was rejected, and the number of its bytes. */
final class ObservedRejectionTest {
    private static final String HOST = " HTTP/1.1\r\nHost: a\r\n";
    private static final String POST = "POST /block" + HOST + "Content-Type: a/b\r\n";

    @TempDir
    private Path directory;

    private final FaultyLink link = new FaultyLink();
    private final Queue<Runnable> blocking = new ArrayDeque<>();
    private final Last last = new Last();
    private Connection connection;

    /** Remembers the last exchange. */
    private static final class Last implements ExchangeListener {
        private final List<@Nullable RejectionReason> begun = new ArrayList<>();
        private @Nullable RejectionReason rejection;
        private long requestBytes;

        @Override
        public void requestBegun(ObservedExchange exchange) {
            assertThat(exchange.rejection()).isNull();
        }

        @Override
        public void responseBegun(ObservedExchange exchange) {
            begun.add(exchange.rejection());
        }

        @Override
        public void responseSent(ObservedExchange exchange) {
            assertThat(exchange.rejection()).isEqualTo(begun.get(begun.size() - 1));
            rejection = exchange.rejection();
            requestBytes = exchange.requestBytes();
        }

        @Override
        public void responseAborted(ObservedExchange exchange, AbortReason reason) {
            requestBytes = exchange.requestBytes();
        }
    }

    @BeforeEach
    void open() throws IOException {
        open(blocking::add);
    }

    private void open(Executor executor) throws IOException {
        LaterRouter router = LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
        connection = TestLoop.observed(router, link.tasks::add, executor, last).open(link);
        link.runTasks();
    }

    private void send(String bytes) {
        connection.read(Unpooled.copiedBuffer(bytes, ISO_8859_1));
        connection.flush();
        link.runTasks();
    }

    private void assertRejected(String request, RejectionReason reason) {
        int before = last.begun.size();
        send(request);
        assertThat(last.begun).hasSize(before + 1);
        assertThat(last.rejection).isEqualTo(reason);
    }

    @Test
    void namesEachReason() {
        assertRejected("GET /nothing" + HOST + "\r\n", RejectionReason.UNKNOWN_PATH);
        assertRejected("BREW /hello" + HOST + "\r\n", RejectionReason.UNKNOWN_METHOD);
        assertRejected("DELETE /hello" + HOST + "\r\n", RejectionReason.METHOD_NOT_ALLOWED);
        assertRejected("GET /hello" + HOST + "Expect: more\r\n\r\n", RejectionReason.UNSUPPORTED);
        assertRejected(
                POST + "Content-Encoding: br\r\nContent-Length: 1\r\n\r\na", RejectionReason.UNSUPPORTED_MEDIA_TYPE);
        assertRejected(POST + "Content-Length: 99999999\r\n\r\n", RejectionReason.TOO_LARGE);
    }

    @Test
    void namesReasonOfUnreadableHead() {
        assertRejected("GET /hello HTTP/9.9\r\n\r\n", RejectionReason.UNSUPPORTED);
        assertThat(last.requestBytes).isEqualTo(0);
    }

    @Test
    void namesMalformedHead() {
        assertRejected("nonsense\r\n\r\n", RejectionReason.MALFORMED);
    }

    @Test
    void namesLongHead() {
        assertRejected("GET /" + "a".repeat(100_000) + HOST + "\r\n", RejectionReason.TOO_LARGE);
    }

    @Test
    void namesLateRequest() {
        send(POST + "Content-Length: 2\r\n\r\na");
        connection.tick(System.nanoTime());
        connection.tick(System.nanoTime() + TimeUnit.HOURS.toNanos(1));
        assertThat(last.rejection).isEqualTo(RejectionReason.TIMED_OUT);
    }

    @Test
    void namesMissingThread() throws IOException {
        open(task -> {
            throw new RejectedExecutionException("planted");
        });
        assertRejected(POST + "Content-Length: 1\r\n\r\na", RejectionReason.NO_THREAD);
    }

    @Test
    void acceptedRequestHasNoReason() {
        send("GET /hello" + HOST + "\r\n");
        assertThat(last.begun).hasSize(1);
        assertThat(last.rejection).isNull();
        send("OPTIONS /hello" + HOST + "\r\n");
        assertThat(last.rejection).isNull();
        assertThat(last.begun).hasSize(2);
    }

    @Test
    void countsBytesOfHeadAndBody() {
        String get = "GET /hello" + HOST + "\r\n";
        send(get + get);
        assertThat(last.requestBytes).isEqualTo(get.length());
        String whole = POST + "Content-Length: 3\r\n\r\nabc";
        send(whole);
        run();
        assertThat(last.requestBytes).isEqualTo(whole.length());
    }

    @Test
    void countsBytesThatComeLater() {
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        for (int i = 0; i < chunked.length(); i++) {
            send(chunked.substring(i, i + 1));
        }
        run();
        assertThat(last.requestBytes).isEqualTo(chunked.length());
        send("GET /hello" + HOST + "\r\n");
        assertThat(last.requestBytes).isEqualTo(("GET /hello" + HOST + "\r\n").length());
    }

    @Test
    void countsBytesOfRejectedAndOfCutRequest() {
        String rejected = "POST /nothing" + HOST + "Content-Length: 3\r\n\r\nabc";
        send(rejected);
        assertThat(last.requestBytes).isEqualTo(rejected.length());
        String cut = POST + "Content-Length: 3\r\n\r\na";
        send(cut);
        connection.closed();
        assertThat(last.requestBytes).isEqualTo(cut.length());
    }

    private void run() {
        blocking.remove().run();
        link.runTasks();
    }
}
