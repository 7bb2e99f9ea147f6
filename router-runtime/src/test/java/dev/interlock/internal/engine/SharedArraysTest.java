package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import dev.interlock.server.RobustRouter;
import dev.interlock.server.TestRouter;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Objects that the connections of a loop share never show a client the bytes of another client, and no idle connection
 * keeps these objects.
 */
@Timeout(60)
final class SharedArraysTest {
    private static final String END = " HTTP/1.1\r\nHost: a\r\n";
    private static final int SESSIONS = 200;
    private static final int MEMORY = 1_000_000;

    private static HttpServer start() {
        return HttpServer.builder(new RobustRouter())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .connectionMemory(MEMORY)
                .idleTimeout(Duration.ofSeconds(10))
                .minBodyRate(0)
                .start();
    }

    @Test
    void rejectedStreamLeavesNothing() throws IOException {
        try (HttpServer server = start();
                RawClient first = new RawClient(server.port());
                RawClient second = new RawClient(server.port())) {
            first.send("POST /upload" + END + "Transfer-Encoding: chunked\r\n\r\n5\r\nthere\r\nZZ\r\n");
            assertThat(first.response().status()).isEqualTo(400);
            second.send("POST /upload" + END + "Content-Length: 3\r\n\r\n");
            RawResponse response = second.send("abc").response();
            assertThat(response.body()).isEqualTo("3");
        }
    }

    @Test
    void slowStreamContinuesWhenTight() throws IOException {
        try (HttpServer server = start();
                RawClient large = new RawClient(server.port());
                RawClient slow = new RawClient(server.port())) {
            large.send("POST /count" + END + "Content-Length: " + MEMORY + "\r\n\r\n" + "x".repeat(600_000));
            slow.send("POST /upload" + END + "Content-Length: 200\r\n\r\n");
            for (int i = 0; i < 200; i++) {
                slow.send("y");
                if (i % 20 == 0) {
                    // Makes a round trip, so that the bytes arrive one by one.
                    try (RawClient other = new RawClient(server.port())) {
                        assertThat(other.get("/hello").response().status()).isEqualTo(200);
                    }
                }
            }
            assertThat(slow.response().body()).isEqualTo("200");
        }
    }

    /**
     * The pool of the loop keeps a mebibyte of arrays. All other arrays are collected as garbage, although their
     * connections stay open.
     */
    @Test
    void idleConnectionKeepsNoArray() {
        EngineLoop loop = TestLoop.of(new TestRouter());
        byte[] half = ("GET /hello" + END + "X-Padding: " + "x".repeat(7000) + "\r\nX-More: " + "x".repeat(7000))
                .getBytes(ISO_8859_1);
        List<Session> sessions = new ArrayList<>();
        List<Inbound> inbounds = new ArrayList<>();
        List<WeakReference<byte[]>> arrays = new ArrayList<>();
        Outbound outbound = new Outbound(UnpooledByteBufAllocator.DEFAULT);
        for (int i = 0; i < SESSIONS; i++) {
            TestHost host = new TestHost(loop, outbound);
            Inbound inbound = host.inbound;
            Session session = TestLoop.session(loop, host);
            assertThat(inbound.append(Unpooled.wrappedBuffer(half))).isTrue();
            assertThat(session.step()).isFalse();
            assertThat(inbound.settle()).isTrue();
            arrays.add(new WeakReference<>(inbound.bytes()));
            sessions.add(session);
            inbounds.add(inbound);
        }
        for (int i = 0; i < SESSIONS; i++) {
            assertThat(inbounds.get(i).append(Unpooled.copiedBuffer("\r\n\r\n", ISO_8859_1)))
                    .isTrue();
            while (sessions.get(i).step()) {
                // Continues until the response has arrived.
            }
            assertThat(TestLoop.text(outbound)).startsWith("HTTP/1.1 200");
            assertThat(inbounds.get(i).settle()).isTrue();
            sessions.get(i).forgetInput();
        }
        System.gc();
        long kept = arrays.stream().filter(array -> array.get() != null).count();
        assertThat(kept).isAtMost(loop.context().service().retained().bodyBytes() / (16 * 1024));
        assertThat(loop.context().service().memory().heap().used()).isEqualTo(0);
        assertThat(sessions).hasSize(SESSIONS);
    }
}
