package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http2.internal.Blocks;
import dev.interlock.http2.internal.frame.FrameType;
import dev.interlock.http2.internal.frame.Preface;
import dev.interlock.server.HttpServer;
import io.netty.util.ResourceLeakDetector;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Heap of idle connections, and of streams whose handlers wait. A connection needs two file descriptors. */
@Timeout(900)
final class IdleMemoryTest {
    private static final int STREAMS = 10;
    /** Number of connections that wait to be accepted. */
    private static final int BACKLOG = 500;

    private static final byte[] SETTINGS = FrameClient.encode(FrameType.SETTINGS, 0, 0, new byte[0]);
    private static final byte[] SETTINGS_ACK = FrameClient.encode(FrameType.SETTINGS, FrameClient.ACK, 0, new byte[0]);
    private static final byte[] PING = FrameClient.encode(FrameType.PING, 0, 0, new byte[8]);

    private final TestRoutes routes = TestRoutes.of(Path.of("none"));
    private final List<Socket> sockets = new ArrayList<>();

    @Test
    void idleConnectionsAndStreamsCostLittle() throws Exception {
        measure(500);
    }

    @Test
    @Tag("heavy")
    void thousandsOfConnectionsAndStreamsCostLittle() throws Exception {
        measure(8000);
    }

    private void measure(int connections) throws Exception {
        ResourceLeakDetector.Level level = ResourceLeakDetector.getLevel();
        // The objects that track buffers would count, too.
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        HttpServer server = Http2Servers.builder(routes)
                .maxInFlight(connections * STREAMS)
                .idleTimeout(Duration.ofHours(1))
                .exchangeTimeout(Duration.ofHours(1))
                .protocol(Http2.protocol())
                .start();
        try {
            assertWithMessage("limit on the heap of connections; raise -Xmx")
                    .that(server.state().maxConnectionHeapBytes())
                    .isGreaterThan(connections * 80_000L);
            connect(server);
            awaitAnswers();
            closeAll();
            long client = clientBytes(Math.min(connections, BACKLOG));
            long empty = usedBytes();
            for (int i = 0; i < connections; i++) {
                connect(server);
            }
            awaitAnswers();
            long idle = usedBytes();
            long perConnection = (idle - empty) / connections - client;
            for (Socket each : sockets) {
                request(each);
            }
            awaitAnswers();
            assertThat(server.state().inFlight()).isEqualTo(connections * STREAMS);
            long perStream = (usedBytes() - idle) / connections / STREAMS;
            System.out.printf(
                    "HTTP/2, %d connections: %d bytes for an idle connection, %d for a stream; charged are %d bytes%n",
                    connections, perConnection, perStream, server.state().connectionHeapBytes());
            assertWithMessage("heap of an idle connection").that(perConnection).isLessThan(4500L);
            assertWithMessage("heap of a stream").that(perStream).isLessThan(8000L);
        } finally {
            ResourceLeakDetector.setLevel(level);
            closeAll();
            server.close();
        }
        assertThat(server.state().inFlight()).isEqualTo(0);
    }

    private void connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        sockets.add(socket);
        socket.getOutputStream().write(Preface.bytes());
        socket.getOutputStream().write(SETTINGS);
        socket.getOutputStream().write(SETTINGS_ACK);
        socket.getOutputStream().write(PING);
    }

    /** Waits until the server has processed all frames of all clients. */
    private void awaitAnswers() throws IOException {
        for (Socket each : sockets) {
            awaitAnswer(each);
        }
    }

    private static void awaitAnswer(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int type;
        do {
            int first = in.readInt();
            in.skipNBytes(5);
            in.skipNBytes(first >>> 8);
            type = first & 0xff;
        } while (type != FrameType.PING);
    }

    private static void request(Socket socket) throws IOException {
        byte[] block = Blocks.of(":method|GET\n:scheme|http\n:path|/promise\n:authority|a.test\nuser-agent|test");
        int flags = FrameClient.END_HEADERS | FrameClient.END_STREAM;
        for (int i = 0; i < STREAMS; i++) {
            socket.getOutputStream().write(FrameClient.encode(FrameType.HEADERS, flags, 2 * i + 1, block));
        }
        socket.getOutputStream().write(PING);
    }

    /** Returns the heap that the socket of one client takes. */
    private long clientBytes(int count) throws IOException {
        try (ServerSocket other = new ServerSocket(0, count, InetAddress.getLoopbackAddress())) {
            long before = usedBytes();
            for (int i = 0; i < count; i++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), other.getLocalPort()));
            }
            return (usedBytes() - before) / count;
        } finally {
            closeAll();
        }
    }

    private void closeAll() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        sockets.clear();
    }

    /** Returns the smallest heap after several collections. */
    private static long usedBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
