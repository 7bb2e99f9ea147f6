package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.internal.transport.AcceptGateTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that also listens on a unix domain socket. */
@Timeout(60)
final class UnixSocketTest {
    @TempDir
    Path folder;

    private Path path() {
        return folder.resolve("s");
    }

    private static ServerBuilder builder(Endpoint endpoint) {
        return HttpServer.builder(new WhoRouter("main"))
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(2)
                .endpoint(endpoint);
    }

    private HttpServer start() {
        return builder(Endpoint.unix(path())).start();
    }

    private HttpServer start(TransportType transport) {
        AcceptGateTest.assumeAvailable(transport);
        return builder(Endpoint.unix(path())).transport(transport).start();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static String body(String response) {
        return response.substring(response.indexOf("\r\n\r\n") + 4);
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void servesRequests(TransportType transport) throws Exception {
        try (HttpServer server = start(transport);
                UnixClient client = new UnixClient(path())) {
            assertThat(body(client.get("/who").response())).isEqualTo("main " + path() + " http");
            String echo = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab";
            client.send(echo).send("cde");
            assertThat(body(client.response())).isEqualTo("abcde");
            client.get("/absent");
            assertThat(client.response()).startsWith("HTTP/1.1 404 ");
            client.send("GET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 200 ");
            assertThat(server.state().openConnections()).isAtMost(1);
        }
    }

    /** The kernel does not take the responses at once, so a connection on epoll moves to a channel. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void sendsLargeResponses(TransportType transport) throws Exception {
        try (HttpServer server = start(transport);
                UnixClient client = new UnixClient(path())) {
            client.get("/large").get("/large").send("GET /who HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            String read = client.rest();
            assertThat(read.length()).isGreaterThan(2 * TestRouter.LARGE_BYTES);
            assertThat(read).endsWith("main " + path() + " http");
            assertThat(server.port()).isGreaterThan(0);
        }
    }

    /** Netty's channels of NIO and io_uring close the whole connection instead. */
    @Test
    void clientMayCloseItsHalfOnEpoll() throws Exception {
        try (HttpServer server = start(TransportType.EPOLL);
                UnixClient client = new UnixClient(path())) {
            client.get("/large").get("/large").get("/who").halfClose();
            assertThat(client.rest()).endsWith("main " + path() + " http");
            assertThat(server.port()).isGreaterThan(0);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void manyClientsConnect(TransportType transport) throws Exception {
        try (HttpServer server = start(transport)) {
            List<UnixClient> clients = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                clients.add(new UnixClient(path()).get("/who"));
            }
            for (UnixClient client : clients) {
                assertThat(client.response()).startsWith("HTTP/1.1 200 ");
            }
            assertThat(server.state().openConnections()).isEqualTo(100);
            for (UnixClient client : clients) {
                client.close();
            }
        }
    }

    /** Clients connect again and again, and no connection that the kernel has completed is lost. */
    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void losesNoConnectionAtItsEnd(TransportType transport) throws Exception {
        HttpServer server = start(transport);
        List<Thread> threads = new ArrayList<>();
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch served = new CountDownLatch(100);
        for (int i = 0; i < 4; i++) {
            Thread thread = new Thread(() -> connectUntilTheEnd(served, failures));
            thread.start();
            threads.add(thread);
        }
        served.await();
        server.close();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private void connectUntilTheEnd(CountDownLatch served, List<String> failures) {
        while (true) {
            UnixClient client;
            try {
                client = new UnixClient(path());
            } catch (IOException e) {
                return;
            }
            try (client) {
                String response = client.get("/who").response();
                if (!response.startsWith("HTTP/1.1 200 ")) {
                    failures.add(response);
                }
                served.countDown();
            } catch (IOException e) {
                failures.add(e.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void createsAndRemovesTheFile(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        Endpoint endpoint = Endpoint.unix(path()).withPermissions("rw-------");
        try (HttpServer server = builder(endpoint).transport(transport).start()) {
            assertThat(files()).containsExactly("s");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                    .isEqualTo("rw-------");
            assertThrows(IllegalArgumentException.class, () -> server.port(endpoint));
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void groupMayConnectByDefault() throws Exception {
        try (HttpServer server = start()) {
            assertThat(server.port()).isGreaterThan(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                    .isEqualTo("rw-rw----");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void replacesTheFileOfAKilledServer(TransportType transport) throws Exception {
        AcceptGateTest.assumeAvailable(transport);
        for (String name : List.of("s", "s.new")) {
            try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                killed.bind(UnixDomainSocketAddress.of(folder.resolve(name)));
            }
        }
        try (HttpServer server = start(transport);
                UnixClient client = new UnixClient(path())) {
            assertThat(client.get("/who").response()).startsWith("HTTP/1.1 200 ");
            assertThat(server.port()).isGreaterThan(0);
        }
        assertThat(files()).doesNotContain("s");
    }

    private String failure(Path path) {
        ServerBuilder builder = builder(Endpoint.unix(path));
        return String.valueOf(assertThrows(StartException.class, builder::start).getMessage());
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void rejectsSocketInUse(TransportType transport) throws Exception {
        try (HttpServer server = start(transport)) {
            assertThat(failure(path()))
                    .isEqualTo("Another process listens on the unix domain socket " + path()
                            + " already. Tip: stop it or choose another path");
            assertThat(server.port()).isGreaterThan(0);
            try (UnixClient client = new UnixClient(path())) {
                assertThat(client.get("/who").response()).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void keepsAFileThatIsNoSocket() throws Exception {
        Files.writeString(path(), "precious");
        assertThat(failure(path()))
                .isEqualTo("The file " + path() + " exists, and is not a unix domain socket. Tip: choose another path");
        assertThat(Files.readString(path())).isEqualTo("precious");
    }

    @Test
    void rejectsMissingDirectory() {
        Path missing = folder.resolve("missing").resolve("s");
        assertThat(failure(missing))
                .isEqualTo("The directory of the unix domain socket " + missing
                        + " does not exist. Tip: create the directory first");
    }

    @Test
    void rejectsLongPath() {
        Path path = folder.resolve("x".repeat(100));
        assertThat(failure(path))
                .isEqualTo("Cannot listen on the unix domain socket " + path + ": the path has more than 99 bytes");
    }

    @ParameterizedTest
    @EnumSource(names = {"EPOLL", "NIO", "IO_URING"})
    void leavesTheFileOfAnotherServer(TransportType transport) throws Exception {
        HttpServer server = start(transport);
        Files.delete(path());
        try (HttpServer other = start(transport)) {
            server.close();
            assertWithMessage("file of the other server").that(files()).containsExactly("s");
            assertThat(other.port()).isGreaterThan(0);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void removesTheFileIfALaterEndpointFails() throws Exception {
        try (HttpServer other = builder(Endpoint.tcp("127.0.0.1", 0)).start()) {
            ServerBuilder builder = builder(Endpoint.unix(path())).endpoint(Endpoint.tcp("127.0.0.1", other.port()));
            assertThrows(StartException.class, builder::start);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void terminationRemovesTheFile() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        try (ServerProcess process = ServerProcess.start("-Dtest.unix=" + path())) {
            assertThat(process.port()).isGreaterThan(0);
            assertThat(files()).containsExactly("s");
            process.terminate();
            assertThat(process.exitCode()).isEqualTo(0);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aFailedStartEndsTheProcessWithOneLine() throws Exception {
        Files.writeString(path(), "precious");
        try (ServerProcess process = ServerProcess.start("-Dtest.unix=" + path())) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.errors()).hasSize(1);
            assertThat(process.errors().get(0)).contains("is not a unix domain socket");
        }
    }
}
