package dev.interlock.metrics;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.http.Execution;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.log.AccessLog;
import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import dev.interlock.testing.HandlerRouter;
import dev.interlock.testing.ReverseProxy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server behind HAProxy and behind nginx. Both proxies pass on every request that the server accepts. The server sees
 * the address of the client. Needs the programs {@code haproxy} and {@code nginx}.
 */
@Tag("proxies")
@Timeout(120)
final class ProxiesTest {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** Address of the clients. The proxies have the address 127.0.0.1, and only this address is trusted. */
    private static final String CLIENT = "127.0.0.2";

    private static final String ENCODED_PATH = "/a%2Fb%20c/%C3%A9;x=1";

    /** Number of requests that {@link #exchange} sends. */
    private static final int REQUESTS = 13;

    @TempDir
    private Path directory;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final List<ReverseProxy> proxies = new ArrayList<>();
    private final Endpoint proxied =
            Endpoint.tcp("127.0.0.1", 0).withProxyProtocol(true).withTrustedProxies("127.0.0.1");
    private HttpServer server;

    @BeforeEach
    void start() {
        // Proxies that drop root's privileges must be able to enter the directory.
        directory.toFile().setExecutable(true, false);
        MetricsController metrics = new MetricsController(registry);
        server = HttpServer.builder(HandlerRouter.with()
                        .route("GET", "/metrics", metrics::metrics, route -> route.execution(Execution.BLOCKING))
                        .get("/ready", (request, response) -> response.body().append("ready"))
                        .get("/who", ProxiesTest::who)
                        .post(
                                "/echo",
                                (request, response) -> response.body().append(request.body()),
                                route -> route.consumes("*/*"))
                        .get(
                                ENCODED_PATH,
                                (request, response) -> response.body().append("encoded"))
                        .router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .trustedProxies("127.0.0.1", "unix")
                .endpoint(proxied)
                .endpoint(Endpoint.unix(directory.resolve("plain")).withPermissions("rw-rw-rw-"))
                .endpoint(Endpoint.unix(directory.resolve("proxied"))
                        .withProxyProtocol(true)
                        .withPermissions("rw-rw-rw-"))
                .accessLog(AccessLog.json().withFile(directory.resolve("log")))
                .listener(ServerMetrics.in(registry))
                .start();
    }

    private static void who(Request request, Response response) {
        InetSocketAddress client = (InetSocketAddress) request.remoteAddress();
        response.body()
                .append(client.getAddress().getHostAddress() + " " + request.scheme() + " " + request.authority());
    }

    @AfterEach
    void close() throws Exception {
        proxies.forEach(ReverseProxy::close);
        server.close();
    }

    private static RawClient connect(int port) throws IOException {
        return new RawClient(InetAddress.getByName(CLIENT), port);
    }

    private int haproxy(String mode, String target, String more) throws Exception {
        return opened(ReverseProxy.haproxy(directory, mode, target, more));
    }

    private int nginx(String upstream) throws Exception {
        return opened(ReverseProxy.nginx(directory, upstream, "$scheme"));
    }

    private int opened(ReverseProxy proxy) {
        proxies.add(proxy);
        return proxy.port();
    }

    /** Sends requests of every kind, and checks the responses. */
    private static void exchange(int port) throws Exception {
        try (RawClient client = connect(port)) {
            String who = "GET /who HTTP/1.1\r\nHost: shop.example\r\n";
            // A client cannot forge its address.
            assertBody(client.send(who + "X-Forwarded-For: 203.0.113.7\r\n\r\n"), CLIENT + " http shop.example");
            assertBody(client.send(who + "Cookie: " + "c".repeat(7000) + "\r\n\r\n"), CLIENT + " http shop.example");
            client.send("HEAD /who HTTP/1.1\r\nHost: shop.example\r\n\r\n");
            assertThat(client.responseToHead().status()).isEqualTo(200);
            String post = "POST /echo HTTP/1.1\r\nHost: shop.example\r\n";
            assertBody(client.send(post + "Content-Length: 5\r\n\r\nhello"), "hello");
            String large = "x".repeat(300_000);
            assertBody(client.send(post + "Content-Length: " + large.length() + "\r\n\r\n" + large), large);
            String chunked = post + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";
            assertBody(client.send(chunked), "hello, world");
            client.send(post + "Content-Length: 5\r\nExpect: 100-continue\r\n\r\n");
            assertThat(client.response().status()).isEqualTo(100);
            assertBody(client.send("hello"), "hello");
            assertBody(client.send("GET " + ENCODED_PATH + " HTTP/1.1\r\nHost: shop.example\r\n\r\n"), "encoded");
            String absolute = "GET http://shop.example/who HTTP/1.1\r\nHost: shop.example\r\n\r\n";
            assertBody(client.send(absolute), CLIENT + " http shop.example");
            // Several requests are sent before the first response.
            client.send((who + "\r\n").repeat(3));
            for (int i = 0; i < 3; i++) {
                assertThat(client.response().body()).startsWith(CLIENT);
            }
            client.get("/absent");
            assertThat(client.response().status()).isEqualTo(404);
        }
    }

    private static void assertBody(RawClient client, String body) throws IOException {
        RawResponse response = client.response();
        assertWithMessage("%s", response).that(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(body);
    }

    /**
     * Checks that the access log and the metrics contain the requests of the client, and that the log contains no other
     * address.
     */
    private void check() throws IOException {
        Scrape scrape = scrape();
        server.close();
        List<String> lines = Files.readAllLines(directory.resolve("log"));
        assertThat(lines.stream()
                        .filter(line -> line.contains("\"" + CLIENT + "\""))
                        .count())
                .isEqualTo(REQUESTS);
        assertThat(lines.stream().filter(line -> line.contains("203.0.113.7")).toList())
                .isEmpty();
        assertThat(lines.stream()
                        .filter(line -> !line.contains("\"" + CLIENT + "\"")
                                && !line.contains("\"/ready")
                                && !line.contains("\"/metrics"))
                        .toList())
                .isEmpty();
        assertThat(scrape.sum("http_server_request_duration_seconds_count", "http_route=\"/who\""))
                .isEqualTo(7);
        assertThat(scrape.sum("http_server_request_duration_seconds_count", "http_route=\"/echo\""))
                .isEqualTo(4);
    }

    @Test
    void haproxySendsVersion2() throws Exception {
        int port = haproxy("http", "127.0.0.1:" + server.port(proxied) + " send-proxy-v2", "");
        exchange(port);
        check();
    }

    @Test
    void haproxySendsVersion2WithValuesAndChecksum() throws Exception {
        String options =
                " send-proxy-v2 proxy-v2-options crc32c,unique-id set-proxy-v2-tlv-fmt(0xE1) %[fc_pp_authority]";
        exchange(haproxy("http", "127.0.0.1:" + server.port(proxied) + options, ""));
        check();
    }

    @Test
    void haproxySendsVersion1() throws Exception {
        exchange(haproxy("tcp", "127.0.0.1:" + server.port(proxied) + " send-proxy", ""));
        check();
    }

    @Test
    void haproxyConnectsToAUnixSocket() throws Exception {
        exchange(haproxy("http", "unix@" + directory.resolve("proxied") + " send-proxy-v2", ""));
        check();
    }

    @Test
    void haproxySendsForwardedFields() throws Exception {
        int port = haproxy("http", "127.0.0.1:" + server.port(), "option forwardfor");
        exchange(port);
        check();
    }

    @Test
    void haproxyChecksTheHealth() throws Exception {
        String target = "127.0.0.1:" + server.port(proxied) + " send-proxy-v2 check inter 100ms";
        int port = haproxy("http", target, "option httpchk GET /ready");
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (logLines("/ready") < 3 && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(logLines("/ready")).isAtLeast(3);
        exchange(port);
        assertThat(Files.readString(directory.resolve("output"))).doesNotContain("DOWN");
        check();
        // Health checks come from the proxy itself, so they have its address.
        assertThat(logLines("\"127.0.0.1\"")).isAtLeast(3);
    }

    private Scrape scrape() throws IOException {
        try (RawClient client = new RawClient(server.port())) {
            return new Scrape(client.get("/metrics").response().body());
        }
    }

    private long logLines(String text) throws IOException {
        return Files.readAllLines(directory.resolve("log")).stream()
                .filter(line -> line.contains(text))
                .count();
    }

    @Test
    void nginxConnectsByTcp() throws Exception {
        exchange(nginx("127.0.0.1:" + server.port()));
        check();
    }

    @Test
    void nginxConnectsToAUnixSocket() throws Exception {
        exchange(nginx("unix:" + directory.resolve("plain")));
        check();
    }
}
