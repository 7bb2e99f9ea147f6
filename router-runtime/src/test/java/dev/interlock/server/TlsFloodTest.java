package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.codec.Results;
import dev.interlock.observe.TlsState;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients that waste CPU time or memory during and after the handshake. The server limits both. */
@Timeout(60)
final class TlsFloodTest {
    private static final Duration STEP = Duration.ofMillis(2100);
    /** Index of the session id's length in a ClientHello with its record. */
    private static final int HELLO_SESSION = 5 + 4 + 2 + 32;

    @TempDir
    private Path folder;

    private final TestClock clock = new TestClock();
    private final List<Socket> sockets = new ArrayList<>();
    private TlsFiles files;
    private @Nullable HttpServer server;

    @BeforeEach
    void writeCertificate() throws IOException {
        files = new TlsFiles(folder);
        files.write("a", "a.example");
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : sockets) {
            each.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private HttpServer start(String engine, Tls tls) {
        HttpServer started = HttpServer.builder(HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .router())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .clock(clock)
                .tls(tls)
                .arguments("--tls-engine", engine)
                .start();
        server = started;
        return started;
    }

    private Socket connect(HttpServer server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private Socket send(HttpServer server, byte[] bytes) throws IOException {
        Socket socket = connect(server);
        socket.getOutputStream().write(bytes);
        return socket;
    }

    /** Waits until the server closes the connection. It may send an alert before. */
    private static void awaitClose(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                assertThat(socket.isConnected()).isTrue();
            }
        } catch (SocketException reset) {
            // The server has not read all bytes.
        }
    }

    private static TlsState state(HttpServer server) {
        return server.state().tls().get(0);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            Thread.sleep(1);
        }
    }

    /** Handshakes never end. The next client waits for a slot, and gets one after two seconds. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void halfOpenHandshakesLeaveTheirPlaces(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a").withMaxHandshakes(4));
        byte[] hello = TlsFiles.hello("a.example");
        for (int i = 0; i < 20; i++) {
            send(started, hello);
        }
        await(() -> state(started).handshakes() == 4 && started.openConnections() == 20);
        CompletableFuture<String> client = CompletableFuture.supplyAsync(() -> {
            try (RawClient own = new RawClient(TlsFiles.connect(started.port(), "a.example"))) {
                return own.get("/hello").response().body();
            } catch (IOException e) {
                return e.toString();
            }
        });
        await(() -> started.openConnections() == 21);
        for (int i = 1; i <= 4; i++) {
            assertThat(state(started).handshakes()).isAtMost(4);
            clock.pass(STEP, started);
            int groups = i;
            await(() -> state(started).failedHandshakes() >= 4L * groups);
        }
        // After ten seconds, the time limit ends all other handshakes.
        clock.pass(Duration.ofSeconds(10), started);
        await(() -> client.isDone());
        await(() -> started.openConnections() == 0 && state(started).handshakes() == 0);
        await(() -> state(started).failedHandshakes() >= 20);
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void handshakesCountForMemory(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        byte[] hello = TlsFiles.hello("a.example");
        for (int i = 0; i < 50; i++) {
            send(started, hello);
        }
        await(() -> state(started).handshakes() == 50);
        assertThat(started.state().connectionHeapBytes()).isAtLeast(50 * 20_000L);
        for (Socket each : sockets) {
            each.close();
        }
        await(() -> started.state().connectionHeapBytes() == 0);
        await(() -> state(started).handshakes() == 0 && state(started).failedHandshakes() == 50);
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void slowClientHelloEndsInTime(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a").withHandshakeTimeout(Duration.ofSeconds(5)));
        byte[] hello = TlsFiles.hello("a.example");
        Socket slow = connect(started);
        OutputStream out = slow.getOutputStream();
        // The time limit begins when the connection opens.
        await(() -> started.openConnections() == 1);
        out.write(hello, 0, 1);
        for (int i = 1; i < 7; i++) {
            clock.pass(Duration.ofMillis(500), started);
            out.write(hello, i, 1);
        }
        clock.pass(Duration.ofSeconds(6), started);
        awaitClose(slow);
        await(() -> state(started).failedHandshakes() == 1);
    }

    /** CVE-2026-45416: nine bytes announce a ClientHello of 16 MiB. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void cve202645416(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        long before = started.state().directMemoryBytes();
        byte[] announced = {22, 3, 1, 0x40, 0, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        for (int i = 0; i < 20; i++) {
            awaitClose(send(started, announced));
        }
        await(() -> started.openConnections() == 0 && started.state().connectionDirectBytes() == 0);
        assertThat(started.state().directMemoryBytes() - before).isLessThan(8L * 1024 * 1024);
        assertThat(state(started).failedHandshakes()).isEqualTo(20);
    }

    /** A ClientHello comes in records of one byte. With its header, each takes six bytes. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void fragmentsOfClientHelloHaveLimit(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a").withMaxClientHello(2048));
        byte[] fragments = new byte[6 * 400];
        byte[] message = {1, 0, 4, 0};
        for (int i = 0; i < 400; i++) {
            byte[] record = {22, 3, 1, 0, 1, i < message.length ? message[i] : 0};
            System.arraycopy(record, 0, fragments, 6 * i, record.length);
        }
        awaitClose(send(started, fragments));
        await(() -> state(started).failedHandshakes() == 1);
    }

    /** The server reads a ClientHello that arrives byte by byte. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void readsClientHelloInPieces(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        byte[] hello = TlsFiles.hello("a.example");
        for (int cut = 1; cut < hello.length; cut += 7) {
            Socket socket = send(started, Arrays.copyOf(hello, cut));
            socket.getOutputStream().write(hello, cut, hello.length - cut);
            // The type of a handshake record.
            assertThat(socket.getInputStream().read()).isEqualTo(22);
            socket.close();
        }
    }

    /** Browsers add suites and extensions that no standard defines (GREASE, RFC 8701). The name is found among them. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void ignoresGreaseInClientHello(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a").rejectingUnknownNames());
        byte[] known = greased(TlsFiles.hello("a.example"));
        byte[] unknown = greased(TlsFiles.hello("b.example"));
        // A record of the server's handshake, and an alert.
        assertThat(send(started, known).getInputStream().read()).isEqualTo(22);
        assertThat(send(started, unknown).getInputStream().read()).isEqualTo(21);
    }

    /** Inserts a suite and an extension before the others. */
    private static byte[] greased(byte[] hello) {
        ByteBuffer from = ByteBuffer.wrap(hello);
        int suites = HELLO_SESSION + 1 + from.get(HELLO_SESSION);
        int compression = suites + 2 + from.getShort(suites);
        int extensions = compression + 1 + from.get(compression);
        byte[] suite = {0x0a, 0x0a};
        byte[] extension = {0x1a, 0x1a, 0, 1, 0};
        int more = suite.length + extension.length;
        ByteBuffer into = ByteBuffer.allocate(hello.length + more)
                .put(hello, 0, suites)
                .putShort((short) (from.getShort(suites) + suite.length))
                .put(suite)
                .put(hello, suites + 2, extensions - suites - 2)
                .putShort((short) (from.getShort(extensions) + extension.length))
                .put(extension)
                .put(hello, extensions + 2, hello.length - extensions - 2);
        // The lengths of the record and of the message.
        into.putShort(3, (short) (from.getShort(3) + more)).putShort(7, (short) (from.getShort(7) + more));
        return into.array();
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void rejectsRenegotiation(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        SSLSocket socket = TlsFiles.connect(TlsFiles.client(null), started.port(), "a.example", "TLSv1.2");
        try (RawClient client = new RawClient(socket)) {
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            assertThrows(IOException.class, () -> {
                socket.startHandshake();
                client.get("/hello").response();
            });
        }
        await(() -> started.openConnections() == 0);
        assertThat(started.state().protocolViolations().get("tls")).containsEntry("renegotiation", 1L);
    }

    /** In TLS 1.3, each call of startHandshake sends a key update, and asks the server for one. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void rejectsFloodOfKeyUpdates(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        SSLSocket socket = TlsFiles.connect(started.port(), "a.example");
        try (RawClient client = new RawClient(socket)) {
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            socket.startHandshake();
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            assertThrows(IOException.class, () -> {
                for (int i = 0; i < 10_000; i++) {
                    socket.startHandshake();
                }
                client.get("/hello").response();
            });
        }
        await(() -> started.openConnections() == 0);
        Map<String, Long> violations = started.state().protocolViolations().get("tls");
        // BoringSSL enforces its own limit on key updates first.
        assertThat(violations).containsEntry(engine.equals("jdk") ? "empty_records" : "rejected_record", 1L);
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void resetIsNoViolation(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        Socket socket = connect(started);
        SSLSocket secured = (SSLSocket)
                TlsFiles.client(null).getSocketFactory().createSocket(socket, "a.example", started.port(), false);
        RawClient client = new RawClient(secured);
        assertThat(client.get("/hello").response().status()).isEqualTo(200);
        socket.setSoLinger(true, 0);
        socket.close();
        await(() -> started.openConnections() == 0);
        Map<String, Long> violations = started.state().protocolViolations().get("tls");
        assertThat(violations).doesNotContainEntry("rejected_record", 1L);
    }

    /** A record announces 16 KiB and never ends. Only the bytes that have arrived take memory. */
    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void incompleteRecordsHoldWhatHasArrived(String engine) throws Exception {
        HttpServer started = start(engine, files.tls("a"));
        byte[] begun = {23, 3, 3, 0x40, 0, 1, 2, 3};
        for (int i = 0; i < 50; i++) {
            Socket socket = connect(started);
            SSLSocket secured = (SSLSocket)
                    TlsFiles.client(null).getSocketFactory().createSocket(socket, "a.example", started.port(), false);
            RawClient client = new RawClient(secured);
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            socket.getOutputStream().write(begun);
        }
        await(() -> started.state().connectionDirectBytes() >= 50L * begun.length);
        assertThat(started.state().connectionDirectBytes()).isLessThan(50 * 1024L);
        for (Socket each : sockets) {
            each.close();
        }
        await(() -> started.state().connectionDirectBytes() == 0);
    }
}
