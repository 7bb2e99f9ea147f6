package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A client that sends requests and reads nothing takes a bounded amount of memory until the server closes its
 * connection.
 */
@Timeout(60)
final class UnreadResponsesTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final String PADDING = "X-Padding: " + "x".repeat(900) + "\r\n\r\n";
    private static final long MOST_SENT = 64L * 1024 * 1024;
    private static final long MOST_HELD = 4L * 1024 * 1024;
    /** Number of clients. With several, the memory that an allocator keeps counts less. */
    private static final int CLIENTS = 4;

    /** Time longer than the idle timeout. */
    private static final Duration IDLE = Duration.ofSeconds(70);

    private static final long STUCK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static MeasuredServer server;

    @BeforeAll
    static void start() throws IOException {
        server = MeasuredServer.start("-Xmx128m", "-Dtest.clock=true");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** Requests that the clients repeat. */
    enum Asked {
        SMALL("GET /hello" + END + PADDING),
        SMALLEST("GET /hello" + END + "\r\n"),
        LARGE("GET /large" + END + "\r\n"),
        COPIED("GET /copied" + END + PADDING),
        STREAMED("GET /stream" + END + PADDING),
        ECHOED("POST /echo" + END + "Content-Length: 1000\r\n\r\n" + "x".repeat(1000)),
        CHUNKED("POST /echo" + END + "Transfer-Encoding: chunked\r\n\r\n3e8\r\n" + "x".repeat(1000) + "\r\n0\r\n\r\n"),
        REFUSED("GET /nothing" + END + PADDING),
        AWAITED("GET /later" + END + PADDING),
        BLOCKING("GET /blocking" + END + PADDING),
        NEVER("GET /never" + END + PADDING);

        private final String request;

        Asked(String request) {
            this.request = request;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isBounded(Asked asked) throws Exception {
        close(pipeline(List.of(asked), 1));
        Footprint before = server.footprint();
        List<SocketChannel> clients = pipeline(Collections.nCopies(CLIENTS, asked), MOST_SENT);
        Footprint stuck = server.footprint();
        assertWithMessage("bytes held for %s clients that do not read: %s, %s", CLIENTS, before, stuck)
                .that((stuck.memory() - before.memory()) / CLIENTS)
                .isLessThan(MOST_HELD);
        answersHello();
        close(clients);
        server.awaitReturnTo(before);
    }

    /** Covers all requests except the ones whose handlers do not respond. */
    @Test
    void isCutInTheEnd() throws Exception {
        answersHello();
        Footprint before = server.footprint();
        List<Asked> each = List.copyOf(EnumSet.complementOf(EnumSet.of(Asked.AWAITED, Asked.BLOCKING, Asked.NEVER)));
        List<SocketChannel> clients = pipeline(each, MOST_SENT);
        answersHello();
        server.pass(IDLE);
        // The server has sent parts of some responses since the first timeout. The rest times out now.
        server.pass(IDLE);
        server.awaitReturnTo(before);
        close(clients);
        server.assertNothingWentWrong();
    }

    private static void answersHello() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().body()).isEqualTo("hello");
        }
    }

    private static void close(List<SocketChannel> clients) throws IOException {
        for (SocketChannel client : clients) {
            // The clients reset their connections. An orderly end would come after requests that a busy server does not
            // read.
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
        }
    }

    /** Lets each client send a number of bytes of requests, or as many as the server and the sockets accept. */
    private static List<SocketChannel> pipeline(List<Asked> each, long bytes) throws IOException, InterruptedException {
        List<Pipeline> pipelines = new ArrayList<>();
        for (Asked asked : each) {
            pipelines.add(new Pipeline(asked.request, bytes));
        }
        long progress = System.nanoTime();
        while (System.nanoTime() - progress < STUCK_NANOS && !pipelines.stream().allMatch(Pipeline::isDone)) {
            boolean moved = false;
            for (Pipeline pipeline : pipelines) {
                moved |= pipeline.send();
            }
            if (moved) {
                progress = System.nanoTime();
            } else {
                TimeUnit.MILLISECONDS.sleep(1);
            }
        }
        return pipelines.stream().map(pipeline -> pipeline.channel).toList();
    }

    /** The requests of one client. */
    private static final class Pipeline {
        private final SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        private final ByteBuffer block;
        private final int length;
        private long left;

        Pipeline(String request, long bytes) throws IOException {
            channel.configureBlocking(false);
            block = ByteBuffer.wrap(request.repeat(64).getBytes(ISO_8859_1));
            length = request.length();
            left = Math.max(1, bytes / length) * length;
        }

        boolean isDone() {
            return left == 0;
        }

        /** Sends as many bytes as the socket takes at once; returns whether it took any. */
        boolean send() throws IOException {
            // A write may end within a request, and the next write continues it.
            int from = left % length == 0 ? 0 : length - (int) (left % length);
            block.clear().position(from).limit((int) Math.min(from + left, block.capacity()));
            int count = channel.write(block);
            left -= count;
            return count > 0;
        }
    }
}
