package dev.interlock.internal.transport;

import static com.google.common.truth.Truth.assertThat;
import static dev.interlock.internal.transport.AcceptGateTest.assumeAvailable;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.internal.engine.BatchSize;
import dev.interlock.internal.engine.InputArrays;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import dev.interlock.server.TransportType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class DirectIoTest {
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String HOLD = "GET /hold HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final int HOLD_ID = 1;
    /** Time that is longer than the limit for a slow handler. */
    private static final long HELD_MILLIS = 20;

    private static final int CLIENTS = 3 * BatchSize.MOST;

    private final Routes routes = new Routes();
    private final List<Socket> many = new ArrayList<>();
    private HttpServer server;

    /** Records whether requests arrive with or without a channel, and holds the event loop on request. */
    private static final class Routes extends PlainRouter {
        final LinkedBlockingQueue<List<String>> ways = new LinkedBlockingQueue<>();
        final Semaphore held = new Semaphore(0);
        final Semaphore released = new Semaphore(0);

        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/", "test.Ways.get"),
                            RouteInfo.of(HOLD_ID, "GET", "/hold", "test.Ways.hold")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route == HOLD_ID) {
                held.release();
                released.acquireUninterruptibly();
            }
            ways.add(StackWalker.getInstance()
                    .walk(frames ->
                            frames.map(StackWalker.StackFrame::getClassName).toList()));
            Results.writeText(response, "answer");
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
                .start();
    }

    @AfterEach
    void close() throws IOException {
        for (Socket client : many) {
            client.close();
        }
        routes.released.release(CLIENTS);
        if (server != null) {
            server.close();
        }
    }

    @Test
    void requestsBypassPipeline() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
            List<String> way = routes.ways.take();
            assertThat(way).contains(Batch.class.getName());
            assertThat(way).doesNotContain("io.netty.channel.DefaultChannelPipeline");
        }
    }

    @Test
    void noticesEndOfInputWithAndAfterRequest() throws Exception {
        for (int i = 0; i < 100; i++) {
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
                client.getOutputStream().write(REQUEST.getBytes(ISO_8859_1));
                if (i % 2 == 0) {
                    routes.ways.take();
                }
                client.shutdownOutput();
                String completed = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(completed).endsWith("\r\n\r\nanswer");
            }
        }
    }

    @Test
    void readsInputLargerThanOneRead() throws Exception {
        int count = 3 * InputArrays.READ_BYTES / REQUEST.length();
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            Thread sender = new Thread(() -> send(client, REQUEST.repeat(count)));
            sender.start();
            int length = readResponse(client);
            client.getInputStream().skipNBytes((count - 1L) * length);
            sender.join();
            assertThat(routes.ways).hasSize(count);
        }
    }

    /** Bytes that arrived while the loop was held are read together, as far as they fit in the buffer. */
    @Test
    void respondsToManySimultaneousRequests() throws Exception {
        int count = InputArrays.READ_BYTES / 2 / REQUEST.length();
        try (Socket holding = connect()) {
            List<Socket> clients = connectMany();
            send(holding, HOLD);
            routes.held.acquire();
            for (Socket client : clients) {
                send(client, REQUEST.repeat(count));
            }
            routes.released.release();
            int length = readResponse(holding);
            for (Socket client : clients) {
                byte[] responses = client.getInputStream().readNBytes(count * length);
                assertThat(new String(responses, ISO_8859_1).split("answer", -1))
                        .hasLength(count + 1);
            }
            assertThat(routes.ways).hasSize(1 + CLIENTS * count);
        }
    }

    @Test
    void respondsToClientsThatCloseAfterRequest() throws Exception {
        try (Socket holding = connect()) {
            List<Socket> clients = connectMany();
            send(holding, HOLD);
            routes.held.acquire();
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = clients.get(i);
                if (i % 3 == 0) {
                    send(client, REQUEST.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
                } else {
                    send(client, REQUEST);
                    client.shutdownOutput();
                }
            }
            routes.released.release();
            for (Socket client : clients) {
                String completed = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
                assertThat(completed.split("\r\n\r\nanswer", -1)).hasLength(2);
            }
        }
    }

    @Test
    void responseDoesNotWaitForNextSlowHandler() throws Exception {
        try (Socket holding = connect();
                Socket quick = connect();
                Socket next = connect()) {
            send(holding, HOLD);
            routes.held.acquire();
            send(quick, REQUEST);
            send(next, HOLD);
            Thread.sleep(HELD_MILLIS);
            routes.released.release();
            readResponse(holding);
            routes.held.acquire();
            assertThat(readResponse(quick)).isGreaterThan(0);
        }
    }

    private List<Socket> connectMany() throws IOException {
        for (int i = 0; i < CLIENTS; i++) {
            many.add(connect());
        }
        return many;
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port());
        // Waits until the socket is registered, so that only its bytes are new.
        send(client, REQUEST);
        readResponse(client);
        routes.ways.clear();
        return client;
    }

    /** Reads one response, and returns its length. */
    private static int readResponse(Socket client) throws IOException {
        StringBuilder completed = new StringBuilder();
        while (completed.indexOf("\r\n\r\nanswer") < 0) {
            completed.append((char) client.getInputStream().read());
        }
        return completed.length();
    }

    private static void send(Socket client, String text) {
        try {
            client.getOutputStream().write(text.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
