package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.internal.transport.AcceptGateTest;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that closes under load responds to every request on a connection that the kernel has accepted. */
final class ShutdownLossTest {
    private static final byte[] REQUEST = "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(ISO_8859_1);
    private static final int CLIENTS = 4;
    private static final int WARM_REQUESTS = 100;
    private static final int CONNECT_MILLIS = 100;
    private static final int READ_MILLIS = 20_000;

    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    @Timeout(60)
    void losesNothingInThreeShutdowns(TransportType transport) throws Exception {
        closeUnderLoad(transport, 3);
    }

    @Tag("attacks")
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    @Timeout(600)
    void losesNothingInManyShutdowns(TransportType transport) throws Exception {
        closeUnderLoad(transport, Integer.getInteger("shutdowns", 200));
    }

    private void closeUnderLoad(TransportType transport, int times) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        for (int i = 0; i < times; i++) {
            HttpServer server = HttpServer.builder(new TestRouter())
                    .host("127.0.0.1")
                    .port(0)
                    .transport(transport)
                    .eventLoopThreads(2)
                    .start();
            Semaphore warm = new Semaphore(0);
            List<Thread> clients = new ArrayList<>();
            for (int j = 0; j < CLIENTS; j++) {
                clients.add(start(() -> connectAnew(server.port(), warm)));
                clients.add(start(() -> keepOne(server.port(), warm)));
            }
            warm.acquire(2 * CLIENTS * WARM_REQUESTS);
            server.close();
            for (Thread client : clients) {
                client.join();
            }
        }
        assertThat(answered.get()).isAtLeast(times * WARM_REQUESTS);
        assertWithMessage("requests without a response, of %s", answered)
                .that(lost)
                .isEmpty();
    }

    private static Thread start(Runnable client) {
        Thread thread = new Thread(client, "client");
        thread.start();
        return thread;
    }

    /** Opens a connection for each request, until connecting fails. */
    private void connectAnew(int port, Semaphore warm) {
        boolean connected = true;
        while (connected) {
            try (Socket socket = new Socket()) {
                connected = connect(socket, port);
                if (connected) {
                    ask(socket, new BufferedInputStream(socket.getInputStream()));
                    warm.release();
                }
            } catch (IOException e) {
                lost.add("new: " + e);
            }
        }
        warm.release(WARM_REQUESTS);
    }

    /** Sends all requests on one connection, until the server closes it. */
    private void keepOne(int port, Semaphore warm) {
        try (Socket socket = new Socket()) {
            if (connect(socket, port)) {
                InputStream in = new BufferedInputStream(socket.getInputStream());
                boolean kept = true;
                while (kept) {
                    kept = ask(socket, in);
                    warm.release();
                }
            }
        } catch (IOException e) {
            lost.add("kept: " + e);
        }
        warm.release(WARM_REQUESTS);
    }

    /** Connects; returns false if no socket listens. */
    private static boolean connect(Socket socket, int port) throws IOException {
        // Keeps the ports of closed connections available.
        socket.setReuseAddress(true);
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
        } catch (SocketTimeoutException | SocketException e) {
            return false;
        }
        socket.setSoTimeout(READ_MILLIS);
        return true;
    }

    /** Sends a request and reads the response; returns whether the connection stays open. */
    private boolean ask(Socket socket, InputStream in) throws IOException {
        socket.getOutputStream().write(REQUEST);
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n\r\nhello") < 0) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("the end came after '" + read + "'");
            }
            read.append((char) octet);
        }
        answered.incrementAndGet();
        return read.indexOf("Connection: close") < 0;
    }
}
