package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.interlock.http.Router;
import dev.interlock.internal.accesslog.JsonLine;
import dev.interlock.log.AccessLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each exchange of a running server has exactly one line. */
@Timeout(120)
final class AccessLogTest {
    private static final String FIELDS = "method,path,status,route,aborted";

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("access.log");
    }

    private HttpServer start(Router router, AccessLog log) {
        return start(2, router, log);
    }

    private static HttpServer start(int eventLoops, Router router, AccessLog log) {
        return HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(eventLoops)
                .accessLog(log)
                .start();
    }

    private HttpServer start(Router router) {
        return start(router, AccessLog.json().withFile(file()).withFields(FIELDS.split(",")));
    }

    private LaterRouter later() throws IOException {
        return LaterRouter.of(Files.writeString(directory.resolve("file"), "0123456789"));
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file());
    }

    /** Waits for a subscription to the publisher of the last request. Returns the publisher. */
    private static SubmissionPublisher<String> publisher(LaterRouter router) throws InterruptedException {
        SubmissionPublisher<String> publisher = router.publishers.take();
        while (!publisher.hasSubscribers()) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return publisher;
    }

    /** Waits until the log has a number of lines. */
    private List<String> awaitLines(int count) throws Exception {
        while (lines().size() < count) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return lines();
    }

    private static String line(String method, String path, int status, String route) {
        return "{\"method\":\"" + method + "\",\"path\":\"" + path + "\",\"status\":" + status
                + (route.isEmpty() ? "" : ",\"route\":\"" + route + "\"") + "}";
    }

    private static String line(String path, int status) {
        return line("GET", path, status, path);
    }

    @Test
    void requestsOfAllKindsHaveOneLine() throws Exception {
        LaterRouter router = later();
        try (HttpServer server = start(router);
                RawClient client = new RawClient(server.port())) {
            assertThat(client.get("/hello").response().status()).isEqualTo(200);
            client.get("/promise");
            router.promises.take().complete("kept");
            assertThat(client.response().body()).isEqualTo("kept");
            client.get("/throw");
            assertThat(client.response().status()).isEqualTo(500);
            client.send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx");
            assertThat(client.response().status()).isEqualTo(200);
            client.get("/publish");
            SubmissionPublisher<String> publisher = publisher(router);
            publisher.submit("a");
            publisher.close();
            assertThat(client.response().body()).isEqualTo("a");
            client.get("/file");
            assertThat(client.response().body()).isEqualTo("0123456789");
            client.send("POST /read HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx");
            client.send("y");
            assertThat(client.response().body()).isEqualTo("read 2");
            assertThat(client.get("/none").response().status()).isEqualTo(404);
            client.send("PUT /hello HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(405);
            client.send("POST /block HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(413);
        }
        assertThat(lines())
                .containsExactly(
                        line("/hello", 200),
                        line("/promise", 200),
                        line("/throw", 500),
                        line("POST", "/block", 200, "/block"),
                        line("/publish", 200),
                        line("/file", 200),
                        line("POST", "/read", 200, "/read"),
                        line("GET", "/none", 404, ""),
                        line("PUT", "/hello", 405, ""),
                        line("POST", "/block", 413, "/block"))
                .inOrder();
    }

    /**
     * Returns the growth of the memory of connections while a request with a long head waits for its body. The server
     * has one event loop.
     */
    private static long bytesOfSlowRequest(HttpServer server) throws Exception {
        try (RawClient client = new RawClient(server.port());
                RawClient other = new RawClient(server.port())) {
            client.get("/hello").response();
            other.get("/hello").response();
            long before = server.state().connectionHeapBytes();
            client.send("POST /block HTTP/1.1\r\nHost: a\r\nUser-Agent: " + "a".repeat(2_000)
                    + "\r\nContent-Length: 2\r\n\r\nx");
            while (server.state().connectionHeapBytes() == before) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            // The event loop has read the head. Its next turns do the rest.
            for (int i = 0; i < 10; i++) {
                other.get("/hello").response();
            }
            long held = server.state().connectionHeapBytes() - before;
            client.send("y");
            client.response();
            while (server.state().connectionHeapBytes() != before) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            return held;
        }
    }

    @Test
    void headOfSlowRequestCountsAsMemoryOfItsConnection() throws Exception {
        long brief;
        try (HttpServer server =
                start(1, later(), AccessLog.json().withFile(file()).withFields("status"))) {
            brief = bytesOfSlowRequest(server);
        }
        try (HttpServer server =
                start(1, later(), AccessLog.json().withFile(file()).withFields("status", "userAgent"))) {
            // Memory for values has a power of two bytes. A log without values of the head needs none.
            assertThat(bytesOfSlowRequest(server) - brief).isEqualTo(2048);
        }
    }

    @Test
    void hasClientAndHostOfTrustedProxy() throws Exception {
        AccessLog log = AccessLog.json().withFile(file()).withFields("client", "host", "requestBytes");
        String forwarded =
                "GET /hello HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 192.0.2.7\r\nX-Forwarded-Host: shop.example\r\n\r\n";
        try (HttpServer server = HttpServer.builder(later())
                        .overridable(false)
                        .host("127.0.0.1")
                        .port(0)
                        .trustedProxies("127.0.0.1")
                        .accessLog(log)
                        .start();
                RawClient client = new RawClient(server.port())) {
            client.send(forwarded);
            assertThat(client.response().status()).isEqualTo(200);
            client.send("GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(200);
        }
        assertThat(lines())
                .containsExactly(
                        "{\"client\":\"192.0.2.7\",\"host\":\"shop.example\",\"requestBytes\":" + forwarded.length()
                                + "}",
                        "{\"client\":\"127.0.0.1\",\"host\":\"a\",\"requestBytes\":32}")
                .inOrder();
    }

    @Test
    void malformedRequestHasOneLine() throws Exception {
        try (HttpServer server = start(later());
                RawClient client = new RawClient(server.port())) {
            client.send("GET /\u0001 HTTP/1.1\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(400);
        }
        assertThat(lines()).containsExactly("{\"status\":400}");
    }

    @Test
    void pipelinedRequestsHaveOneLineEach() throws Exception {
        List<String> expected = new ArrayList<>();
        try (HttpServer server = start(later());
                RawClient client = new RawClient(server.port())) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 1000; i++) {
                requests.append("GET /hello?" + i + " HTTP/1.1\r\nHost: a\r\n\r\n");
                expected.add(line("/hello", 200));
            }
            client.send(requests.toString());
            for (int i = 0; i < 1000; i++) {
                assertThat(client.response().status()).isEqualTo(200);
            }
        }
        assertThat(lines()).isEqualTo(expected);
    }

    @Test
    void abortedRequestsHaveOneLineEach() throws Exception {
        LaterRouter router = later();
        try (HttpServer server = start(router)) {
            RawClient client = new RawClient(server.port());
            client.get("/promise");
            CompletableFuture<String> promise = router.promises.take();
            client.reset();
            awaitLines(1);
            promise.complete("too late");
            client = new RawClient(server.port());
            client.get("/publish");
            SubmissionPublisher<String> publisher = publisher(router);
            publisher.submit("a");
            client.readUntil("a");
            client.reset();
            awaitLines(2);
        }
        assertThat(lines())
                .containsExactly(
                        "{\"method\":\"GET\",\"path\":\"/promise\",\"route\":\"/promise\",\"aborted\":\"client_left\"}",
                        "{\"method\":\"GET\",\"path\":\"/publish\",\"status\":200,\"route\":\"/publish\","
                                + "\"aborted\":\"client_left\"}")
                .inOrder();
    }

    @Test
    void brokenStreamHasOneLine() throws Exception {
        LaterRouter router = later();
        try (HttpServer server = start(router);
                RawClient client = new RawClient(server.port());
                CapturedLog log = new CapturedLog()) {
            client.get("/publish");
            SubmissionPublisher<String> publisher = publisher(router);
            publisher.submit("a");
            client.readUntil("a");
            publisher.closeExceptionally(new IllegalStateException("broken"));
            awaitLines(1);
            assertThat(log.lines("The access log")).isEmpty();
        }
        assertThat(lines()).hasSize(1);
        assertThat(JsonLine.read(lines().get(0))).containsEntry("aborted", "failed");
    }

    @Test
    void exchangesThatShutdownCutsHaveOneLine() throws Exception {
        LaterRouter router = later();
        HttpServer server = HttpServer.builder(router)
                .overridable(false)
                .host("127.0.0.1")
                .port(0)
                .shutdownDeadline(java.time.Duration.ofMillis(1))
                .accessLog(AccessLog.json().withFile(file()).withFields("path", "aborted"))
                .start();
        try (RawClient client = new RawClient(server.port());
                CapturedLog log = new CapturedLog()) {
            client.get("/promise");
            router.promises.take();
            server.close();
            assertThat(log.lines("exchanges did not finish")).hasSize(1);
        }
        assertThat(lines()).containsExactly("{\"path\":\"/promise\",\"aborted\":\"shut_down\"}");
    }

    @Test
    void linesOfSeveralLoopsAreWhole() throws Exception {
        int clients = 8;
        int requests = 2_000;
        String fields = "time,client,query,status,userAgent";
        try (HttpServer server = start(
                later(), AccessLog.json().withFile(file()).withFields(fields).withRotation(256 * 1024, 1000))) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                int number = i;
                threads.add(new Thread(() -> send(server, number, requests)));
                threads.get(i).start();
            }
            for (Thread each : threads) {
                each.join();
            }
            assertThat(server.state().droppedAccessLogLines()).hasValue(0);
        }
        int[] next = new int[clients];
        List<Path> files = new ArrayList<>();
        for (int i = 1; Files.exists(directory.resolve("access.log." + i)); i++) {
            files.add(0, directory.resolve("access.log." + i));
        }
        assertThat(files.size()).isGreaterThan(2);
        files.add(file());
        for (Path each : files) {
            assertThat(Files.size(each)).isAtMost(256 * 1024);
            for (String line : Files.readAllLines(each)) {
                Map<String, Object> members = JsonLine.read(line);
                String[] query = String.valueOf(members.get("query")).split("-", -1);
                int client = Integer.parseInt(query[0]);
                assertWithMessage("request of client %s", client)
                        .that(Integer.parseInt(query[1]))
                        .isEqualTo(next[client]);
                next[client]++;
                assertThat(members).containsEntry("client", "127.0.0.1");
            }
        }
        for (int count : next) {
            assertThat(count).isEqualTo(requests);
        }
    }

    private static void send(HttpServer server, int number, int requests) {
        try (RawClient client = new RawClient(server.port())) {
            for (int i = 0; i < requests; i++) {
                client.send("GET /hello?" + number + "-" + i + " HTTP/1.1\r\nHost: a\r\nUser-Agent: "
                        + "u".repeat(i % 100) + "\r\n\r\n");
                client.response();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void writesToLogger() throws Exception {
        try (CapturedLog log = new CapturedLog()) {
            try (HttpServer server =
                            start(new TestRouter(), AccessLog.combined().withLogger());
                    RawClient client = new RawClient(server.port())) {
                client.get("/hello").response();
            }
            assertThat(log.lines("INFO interlock.access - 127.0.0.1 - - [")).hasSize(1);
            assertThat(log.lines("\"GET /hello HTTP/1.1\" 200 ")).hasSize(1);
        }
    }

    @Test
    void doesNotStartIfFileCannotBeWritten() {
        Path missing = directory.resolve("none/access.log");
        StartException failure = assertThrows(
                StartException.class,
                () -> start(new TestRouter(), AccessLog.json().withFile(missing)));
        assertThat(failure)
                .hasMessageThat()
                .isEqualTo("The access log cannot be written to " + missing + " (builder): its directory is not there."
                        + " Tip: name a file in a directory that this process may write to");
        failure = assertThrows(
                StartException.class,
                () -> start(new TestRouter(), AccessLog.json().withFile(directory)));
        assertThat(failure).hasMessageThat().contains("(builder): Is a directory. Tip:");
    }

    @Test
    void doesNotStartWithUnknownFields() {
        StartException failure = assertThrows(
                StartException.class,
                () -> start(new TestRouter(), AccessLog.json().withFields("time", "speed")));
        assertThat(failure)
                .hasMessageThat()
                .isEqualTo("The setting access-log-fields is 'time,speed' (builder), expected names of fields, joined"
                        + " by commas, but 'speed' is none. Tip: for example time,client,status,header.x-shard");
    }

    @Test
    void settingsSwitchLogOnAndHangupReopensIt() throws Exception {
        assumeFalse(isHangupIgnored(), "nohup started the tests, so that no JVM sees the signal");
        try (ServerProcess server = ServerProcess.start(
                "-Dinterlock.access-log=json",
                "-Dinterlock.access-log-to=" + file(),
                "-Dinterlock.access-log-fields=path,status")) {
            int port = server.port();
            get(port, "/hello");
            awaitLines(1);
            Files.move(file(), directory.resolve("moved"));
            assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(server.pid()))
                            .start()
                            .waitFor())
                    .isEqualTo(0);
            while (!Files.exists(file())) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            get(port, "/gone");
            server.terminate();
            assertThat(server.exitCode()).isEqualTo(0);
        }
        assertThat(Files.readAllLines(directory.resolve("moved")))
                .containsExactly("{\"path\":\"/hello\",\"status\":200}");
        assertThat(lines()).containsExactly("{\"path\":\"/gone\",\"status\":410}");
    }

    /** Returns whether this process ignores SIGHUP. Its child processes then ignore the signal, too. */
    private static boolean isHangupIgnored() throws IOException {
        String ignored = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored, 16) & 1) != 0;
    }

    @Test
    void writesToStandardOutput() throws Exception {
        try (ServerProcess server = ServerProcess.start("-Dinterlock.access-log=json")) {
            int port = server.port();
            get(port, "/hello");
            Map<String, Object> line = JsonLine.read(String.valueOf(server.line()));
            assertThat(line).containsEntry("path", "/hello");
            assertThat(line.keySet())
                    .containsExactly(
                            "time",
                            "client",
                            "method",
                            "path",
                            "protocol",
                            "status",
                            "responseBytes",
                            "durationUs",
                            "route")
                    .inOrder();
        }
    }

    private static void get(int port, String path) throws IOException {
        try (RawClient client = new RawClient(port)) {
            client.get(path).response();
        }
    }
}
