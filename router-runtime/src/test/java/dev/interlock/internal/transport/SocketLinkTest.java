package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.transport.AcceptGateTest.assumeAvailable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.CapturedLog;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import dev.interlock.server.TransportType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections that begin without a channel, and the cases in which they get one. */
@Timeout(30)
final class SocketLinkTest {
    private static final int LARGE_ID = 1;
    private static final int BROKEN_ID = 2;
    private static final int NUMBERED_ID = 3;
    /** Size in bytes of a response that leaves without a channel. */
    private static final int NUMBERED_BYTES = 50_000;
    /** Size in bytes of a response that the kernel takes completely only while the client reads. */
    private static final int LARGE_BYTES = 16 * 1024 * 1024;

    private static final int MOST = 4;

    private static final byte[] SMALL = new byte[1];

    private final Routes routes = new Routes();
    private HttpServer server;

    private static final class Routes extends PlainRouter {
        final Semaphore asked = new Semaphore(0);
        final Semaphore gone = new Semaphore(0);
        final AtomicInteger numbered = new AtomicInteger();

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/", "test.Ways.get"),
                            RouteInfo.of(LARGE_ID, "GET", "/large", "test.Ways.large"),
                            RouteInfo.of(BROKEN_ID, "GET", "/broken", "test.Ways.broken"),
                            RouteInfo.of(NUMBERED_ID, "GET", "/numbered", "test.Ways.numbered")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route == BROKEN_ID) {
                response.stream(new Broken(asked, gone));
                return;
            }
            if (route == NUMBERED_ID) {
                byte[] body = new byte[NUMBERED_BYTES];
                Arrays.fill(body, (byte) numbered.getAndIncrement());
                response.body().append(body);
                return;
            }
            response.body().append(route == LARGE_ID ? new byte[LARGE_BYTES] : SMALL);
        }
    }

    /** The client leaves after a part of a response. */
    private record Broken(Semaphore asked, Semaphore gone) implements Flow.Publisher<ByteBuf> {
        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuf> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long count) {
                    asked.release();
                    gone.acquireUninterruptibly();
                    subscriber.onNext(Unpooled.wrappedBuffer(SMALL));
                    subscriber.onError(new IOException("There is no more"));
                }

                @Override
                public void cancel() {}
            });
        }
    }

    @BeforeEach
    void start() {
        assumeAvailable(TransportType.EPOLL);
        server = HttpServer.builder(routes)
                .host("127.0.0.1")
                .port(0)
                .transport(TransportType.EPOLL)
                .eventLoopThreads(1)
                .maxConnections(MOST)
                .start();
    }

    @AfterEach
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private static void ask(Socket client, String path) throws IOException {
        client.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(ISO_8859_1));
    }

    /** Reads a response with a body of this length. */
    private static byte[] read(Socket client, int bytes) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200 ");
        return in.readNBytes(bytes);
    }

    @Test
    void continuesAfterResponseThroughChannel() throws Exception {
        try (Socket client = connect()) {
            for (String path : List.of("/", "/large", "/", "/large", "/")) {
                ask(client, path);
                read(client, path.equals("/") ? 1 : LARGE_BYTES);
            }
        }
    }

    @Test
    void needsChannelOnlyForResponseBeyondKernelBuffer() throws Exception {
        long before = channels();
        try (Socket client = connect()) {
            ask(client, "/");
            read(client, 1);
            assertThat(channels()).isEqualTo(before);
            ask(client, "/large");
            assertThat(client.getInputStream().read()).isEqualTo('H');
            assertThat(channels()).isEqualTo(before + 1);
        }
    }

    /** Returns the number of connections, of this test and of others. */
    private static long channels() throws JMException {
        String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "gcClassHistogram",
                        new Object[] {new String[0]},
                        new String[] {String[].class.getName()});
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && words[3].equals(EpollSocketChannel.class.getName()))
                .mapToLong(words -> Long.parseLong(words[1]))
                .sum();
    }

    /** The kernel takes a part of the response, and a channel must send the rest. */
    @Test
    void partialWriteLosesAndRepeatsNothing() throws Exception {
        int count = 300;
        try (Socket client = connect()) {
            for (int i = 0; i < count; i++) {
                ask(client, "/numbered");
            }
            // Waits until the server waits for the kernel.
            int before;
            do {
                before = routes.numbered.get();
                TimeUnit.MILLISECONDS.sleep(100);
            } while (routes.numbered.get() > before);
            assertThat(before).isLessThan(count);
            for (int i = 0; i < count; i++) {
                byte[] body = read(client, NUMBERED_BYTES);
                byte[] expected = new byte[NUMBERED_BYTES];
                Arrays.fill(expected, (byte) i);
                assertThat(body).isEqualTo(expected);
            }
        }
    }

    /**
     * A new socket gets the number of the closed one, unless another part of the process takes it. A smaller number may
     * have become free in the meantime, and is taken first.
     */
    @RepeatedTest(3)
    void ignoresReusedNumberAfterClose() throws Exception {
        io.netty.channel.unix.Socket first = io.netty.channel.unix.Socket.newSocketStream();
        SocketLink link = unused(first);
        link.discard();
        List<io.netty.channel.unix.Socket> sockets = new ArrayList<>();
        try {
            io.netty.channel.unix.Socket next;
            do {
                next = io.netty.channel.unix.Socket.newSocketStream();
                sockets.add(next);
            } while (next.intValue() < first.intValue());
            assumeTrue(next.intValue() == first.intValue());
            link.reset();
            link.shutDownOutput();
            link.close();
            assertThat(next.getSoLinger()).isEqualTo(-1);
            assertThat(next.isOpen()).isTrue();
        } finally {
            for (io.netty.channel.unix.Socket socket : sockets) {
                socket.close();
            }
        }
    }

    // The test calls none of its parts.
    @SuppressWarnings("NullAway")
    private static SocketLink unused(io.netty.channel.unix.Socket socket) {
        return new SocketLink(new FileDescriptor(socket.intValue()), new InetSocketAddress(1), null, null, null);
    }

    @Test
    void keepsInputDuringMove() throws Exception {
        try (Socket client = connect()) {
            ask(client, "/large");
            // The client does not read the response yet, so the server does not read these bytes.
            client.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1));
            client.shutdownOutput();
            read(client, LARGE_BYTES);
            read(client, 1);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void clientWithUnreadResponseLeavesNothing() throws Exception {
        // The client closes with unread bytes, so the kernel sends a reset to the server.
        for (int i = 0; i < 25 * MOST; i++) {
            try (Socket client = connect()) {
                ask(client, i % 2 == 0 ? "/large" : "/");
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
        }
    }

    /** By then, another socket may have the number of the closed one. */
    @Test
    void brokenResponseToGoneClientClosesOnce() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            try (Socket client = connect()) {
                ask(client, "/broken");
                routes.asked.acquire();
                client.setSoLinger(true, 0);
            }
            routes.gone.release();
            try (Socket next = connect()) {
                ask(next, "/");
                read(next, 1);
            }
            assertThat(log.lines("broke off")).hasSize(1);
            assertThat(log.lines("Exception")).containsExactly("java.io.IOException: There is no more");
        }
    }
}
