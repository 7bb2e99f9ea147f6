package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.interlock.file.StaticFiles;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.Execution;
import dev.interlock.http.HttpException;
import dev.interlock.internal.proxyprotocol.Headers;
import dev.interlock.observe.AbortReason;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.observe.ObservedExchange;
import dev.interlock.testing.HandlerRouter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.uring.IoUring;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests TLS with the other parts of a server: transports, files, drain, the PROXY protocol, and other clients. */
@Timeout(60)
final class TlsConnectionTest {
    private static final int LARGE = 3_000_000;

    @TempDir
    private Path folder;

    private final CountDownLatch called = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    /** Message that many clients get at the same time. */
    private final ByteBuf message = Unpooled.directBuffer(LARGE).writeZero(LARGE);

    private TlsFiles files;
    private @Nullable HttpServer server;

    @BeforeEach
    void writeFiles() throws IOException {
        files = new TlsFiles(folder);
        files.write("a", "a.example", "localhost");
        byte[] large = new byte[LARGE];
        for (int i = 0; i < LARGE; i++) {
            large[i] = (byte) ('a' + i % 26);
        }
        Files.createDirectory(folder.resolve("www"));
        Files.write(folder.resolve("www/large"), large);
    }

    @AfterEach
    void close() {
        released.countDown();
        if (server != null) {
            server.close();
        }
        message.release();
    }

    private ServerBuilder builder() {
        StaticFiles served = StaticFiles.directory(folder.resolve("www"));
        return HttpServer.builder(HandlerRouter.with()
                        .get("/hello", (request, response) -> Results.writeText(response, "hello"))
                        .get(
                                "/who",
                                (request, response) ->
                                        Results.writeText(response, request.scheme() + " " + request.remoteAddress()))
                        .get(
                                "/large",
                                (request, response) ->
                                        Results.writeFile(request, response, HttpException.found(served.find("large"))))
                        .get(
                                "/message",
                                (request, response) -> Results.writeBytes(response, message.retainedDuplicate()))
                        .route(
                                "GET",
                                "/wait",
                                (request, response) -> {
                                    called.countDown();
                                    released.await();
                                    Results.writeText(response, "late");
                                },
                                route -> route.execution(Execution.BLOCKING))
                        .router())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .tls(files.tls("a"));
    }

    private HttpServer start(ServerBuilder builder) {
        HttpServer started = builder.start();
        server = started;
        return started;
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportType.class,
            names = {"EPOLL", "NIO", "IO_URING"})
    void sendsFilesOnEachTransport(TransportType transport) throws IOException {
        assumeTrue(transport != TransportType.IO_URING || IoUring.isAvailable());
        for (String engine : List.of("jdk", "openssl")) {
            try (HttpServer own = builder()
                            .transport(transport)
                            .arguments("--tls-engine", engine)
                            .start();
                    RawClient client = new RawClient(TlsFiles.connect(own.port(), "a.example"))) {
                client.get("/large").get("/hello");
                String large = client.response().body();
                assertThat(large.length()).isEqualTo(LARGE);
                assertWithMessage("content of the file")
                        .that(large.equals(Files.readString(folder.resolve("www/large"))))
                        .isTrue();
                assertThat(client.response().body()).isEqualTo("hello");
                client.send("GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(client.response().body().length()).isEqualTo(LARGE);
                assertThat(client.isAtEnd()).isTrue();
            }
        }
    }

    static Stream<Arguments> enginesAndLargeResponses() {
        return TlsFiles.engines()
                .flatMap(engine -> Stream.of("/large", "/message").map(path -> arguments(engine, path)));
    }

    /** The server must not hold an encrypted copy of a whole response: that memory is neither shared nor a file. */
    @ParameterizedTest
    @MethodSource("enginesAndLargeResponses")
    void slowReadersOfLargeResponsesHoldLittle(String engine, String path) throws Exception {
        HttpServer started = start(builder().arguments("--tls-engine", engine));
        long before = PooledByteBufAllocator.DEFAULT.pinnedDirectMemory();
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            // The second response waits behind the first.
            clients.add(new RawClient(TlsFiles.connect(started.port(), "a.example"))
                    .get(path)
                    .get(path));
        }
        try (RawClient other = new RawClient(TlsFiles.connect(started.port(), "a.example"))) {
            for (int i = 0; i < 20; i++) {
                assertThat(other.get("/hello").response().body()).isEqualTo("hello");
            }
        }
        // At most 128 KiB of encrypted bytes, and a share of the message.
        long little = 8 * 500L * 1024;
        assertThat(started.state().connectionDirectBytes()).isAtMost(little);
        assertThat(PooledByteBufAllocator.DEFAULT.pinnedDirectMemory() - before).isAtMost(little);
        for (RawClient each : clients) {
            assertThat(each.response().body().length()).isEqualTo(LARGE);
            assertThat(each.response().body().length()).isEqualTo(LARGE);
            assertThat(each.get("/hello").response().body()).isEqualTo("hello");
        }
        // Everything was sent, although the connections are still open.
        while (started.state().connectionDirectBytes() > 0) {
            Thread.sleep(1);
        }
        for (RawClient each : clients) {
            each.close();
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void fileThatBecomesShorterIsNotReportedAsSent(String engine) throws Exception {
        BlockingQueue<String> ends = new LinkedBlockingQueue<>();
        HttpServer started = start(builder().arguments("--tls-engine", engine).listener(new ExchangeListener() {
            @Override
            public void responseSent(ObservedExchange exchange) {
                ends.add("sent");
            }

            @Override
            public void responseAborted(ObservedExchange exchange, AbortReason reason) {
                ends.add("aborted");
            }
        }));
        try (RandomAccessFile file =
                        new RandomAccessFile(folder.resolve("www/large").toFile(), "rw");
                RawClient client = new RawClient(TlsFiles.connect(started.port(), "a.example"))) {
            // Larger than the buffers of both sockets.
            file.setLength(20L * LARGE);
            client.get("/large").skip(10);
            file.setLength(100);
            assertThrows(IOException.class, () -> client.skip(20 * LARGE));
            assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo("aborted");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void finishesResponsesBeforeItCloses(String engine) throws Exception {
        HttpServer started = start(builder().arguments("--tls-engine", engine));
        try (RawClient client = new RawClient(TlsFiles.connect(started.port(), "a.example"));
                RawClient idle = new RawClient(TlsFiles.connect(started.port(), "a.example"))) {
            assertThat(idle.get("/hello").response().status()).isEqualTo(200);
            client.get("/wait");
            assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(started::close);
            assertThat(idle.isAtEnd()).isTrue();
            released.countDown();
            assertThat(client.response().body()).isEqualTo("late");
            assertThat(client.isAtEnd()).isTrue();
            closing.get(20, TimeUnit.SECONDS);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = TransportType.class,
            names = {"EPOLL", "NIO"})
    void readsHeaderOfProxyBeforeTls(TransportType transport) throws IOException {
        HttpServer started = start(builder().transport(transport).proxyProtocol(true));
        byte[] header = Headers.binary("192.0.2.7", 1234);
        byte[] hello = TlsFiles.hello("a.example");
        for (int cut = 0; cut < header.length + 20; cut += 5) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), started.port())) {
                socket.setTcpNoDelay(true);
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                all.write(header);
                all.write(hello);
                OutputStream out = socket.getOutputStream();
                out.write(all.toByteArray(), 0, cut);
                out.flush();
                out.write(all.toByteArray(), cut, all.size() - cut);
                // The type of a handshake record.
                assertThat(socket.getInputStream().read()).isEqualTo(22);
            }
        }
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), started.port());
        socket.getOutputStream().write(header);
        SSLSocket secured = (SSLSocket)
                TlsFiles.client(null).getSocketFactory().createSocket(socket, "a.example", started.port(), true);
        try (RawClient client = new RawClient(secured)) {
            assertThat(client.get("/who").response().body()).isEqualTo("https /192.0.2.7:1234");
        }
        try (RawClient client = new RawClient(started.port())) {
            client.send(header);
            assertThat(client.get("/hello").response().status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void servesCurl(String engine) throws Exception {
        HttpServer started = start(builder().arguments("--tls-engine", engine));
        String output = run("curl -sS --http1.1 --cacert " + files.authorities() + " https://localhost:"
                + started.port() + "/hello");
        assertThat(output).isEqualTo("hello");
    }

    @Test
    void resumesSessionsOfOtherNodes() throws Exception {
        Path key = folder.resolve("ticket.key");
        Files.writeString(key, "a key of thirty-two bytes or more");
        Tls shared = files.tls("a").withTicketKeys(key);
        HttpServer first = start(builder().tls(shared));
        try (HttpServer second = builder().tls(shared).start();
                HttpServer stranger = builder().start()) {
            for (String version : List.of("-tls1_2", "-tls1_3")) {
                Path session = folder.resolve("session" + version);
                assertThat(sClient(first, version, "-sess_out " + session)).contains("New, TLSv1");
                assertThat(sClient(second, version, "-sess_in " + session)).contains("Reused, TLSv1");
                assertThat(sClient(stranger, version, "-sess_in " + session)).contains("New, TLSv1");
            }
        }
    }

    /** As the guide says: the new key comes second on all nodes, then it comes first, and the old one goes last. */
    @Test
    void resumesSessionsWhileKeysRotate() throws Exception {
        Path newest = Files.writeString(folder.resolve("newest.key"), "first key of thirty-two bytes or more");
        Path other = Files.writeString(folder.resolve("other.key"), "second key of thirty-two bytes or more");
        Tls shared = files.tls("a").withTicketKeys(newest, other);
        Path early = folder.resolve("early");
        Path late = folder.resolve("late");
        HttpServer first = start(builder().tls(shared).arguments("--tls-reload-interval=0"));
        try (HttpServer second =
                builder().tls(shared).arguments("--tls-reload-interval=0").start()) {
            assertThat(sClient(first, "-tls1_2", "-sess_out " + early)).contains("New, TLSv1");
            Path former = Files.move(newest, folder.resolve("former.key"));
            Files.move(other, newest);
            Files.move(former, other);
            first.reloadTls();
            assertThat(sClient(first, "-tls1_2", "-sess_in " + early)).contains("Reused, TLSv1");
            assertThat(sClient(first, "-tls1_2", "-sess_out " + late)).contains("New, TLSv1");
            // This node has not read the files again.
            assertThat(sClient(second, "-tls1_2", "-sess_in " + late)).contains("Reused, TLSv1");
            assertThat(sClient(second, "-tls1_2", "-sess_in " + early)).contains("Reused, TLSv1");
            Files.writeString(other, "third key of thirty-two bytes or more");
            first.reloadTls();
            assertThat(sClient(first, "-tls1_2", "-sess_in " + late)).contains("Reused, TLSv1");
            assertThat(sClient(first, "-tls1_2", "-sess_in " + early)).contains("New, TLSv1");
        }
    }

    @Test
    void acceptsNoTicketOfClientsUnderOtherRules() throws Exception {
        Path key = folder.resolve("ticket.key");
        Files.writeString(key, "a key of thirty-two bytes or more");
        Tls shared = files.tls("a").withTicketKeys(key);
        HttpServer open = start(builder().tls(shared));
        Path session = folder.resolve("session");
        assertThat(sClient(open, "-tls1_2", "-sess_out " + session)).contains("New, TLSv1");
        try (HttpServer closed = builder()
                .tls(shared.withClientCertificates(files.authorities()))
                .start()) {
            assertThat(sClient(closed, "-tls1_2", "-sess_in " + session)).doesNotContain("Reused");
        }
    }

    @Test
    void staplesOcspResponses() throws Exception {
        X509Bundle bundle = TlsFiles.issue(TlsFiles.certificate("a.example").ecp256());
        files.write("a", bundle);
        Path response = folder.resolve("ocsp.der");
        Files.write(response, new byte[] {0x30, 3, 0x0a, 1, 6});
        HttpServer started = start(builder().tls(files.tls("a").withOcspResponses(response)));
        assertThat(sClient(started, "-tls1_3", "-status")).contains("OCSP Response Status: unauthorized (0x6)");
    }

    private String sClient(HttpServer server, String version, String more) throws Exception {
        // The client sends a request so that it waits for the session tickets. In TLS 1.3, they follow the handshake.
        return run("printf 'GET /hello HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | openssl s_client "
                + "-ign_eof -connect 127.0.0.1:" + server.port() + " -servername a.example " + version + " " + more
                + " 2>&1 || true");
    }

    private static String run(String command) throws Exception {
        Process process = new ProcessBuilder("bash", "-c", command)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
        assertWithMessage(command + ": " + output).that(process.waitFor()).isEqualTo(0);
        return output;
    }
}
