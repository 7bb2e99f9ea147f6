package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.log.AccessLog;
import dev.interlock.metrics.ServerMetrics;
import dev.interlock.server.Endpoint;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.ReverseProxy;
import dev.interlock.tracing.Tracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop behind nginx and behind HAProxy. Handlers, access log and spans have the address of the client, and each
 * request is in log, traces and metrics. Needs the programs {@code nginx} and {@code haproxy}.
 */
@Tag("proxies")
@Timeout(120)
final class ShopProxiesTest {
    /** Address of the clients. The proxies have 127.0.0.1, and only they are trusted. */
    private static final String CLIENT = "127.0.0.2";

    private static final String OTHER_CLIENT = "127.0.0.3";

    /** Label of the metrics for requests that no route matches. Their series has no label with the method. */
    private static final String NO_ROUTE = "_OTHER";

    private static final String NO_LABEL = "-";

    /** Span of the client, the parent of the shop's spans. */
    private static final String PARENT = "00f067aa0ba902b7";

    /** Attempts to log in that the shop accepts from one address in one moment. */
    private static final int ATTEMPTS = 60;

    private static final String LOGIN = "/v1/auth/login";
    private static final String ADA = "email=ada%40example.com&password=correct+horse";
    private static final String JSON = "application/json";

    private static final Pattern SERIES =
            Pattern.compile("http_server_request_duration_seconds_count\\{(.*)} ([0-9.]+)");

    /** A request with a trace id of its own, the template of its route, and its status. */
    private record Sent(String traceId, Call call, String route, int status) {
        boolean hasRoute() {
            return !route.equals(NO_ROUTE);
        }

        /** Returns the labels of the series that counts the request. A HEAD request counts as GET. */
        String series() {
            String method = call.method().equals("HEAD") ? "GET" : call.method();
            return (hasRoute() ? method : NO_LABEL) + " " + route + " " + status / 100 + "xx";
        }
    }

    @TempDir
    private Path directory;

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final RunningShop shop = new RunningShop();
    private final List<Sent> sent = new ArrayList<>();
    private final Endpoint proxied =
            Endpoint.tcp("127.0.0.1", 0).withProxyProtocol(true).withTrustedProxies("127.0.0.1");
    private HttpServer server;

    @BeforeEach
    void start() {
        // Proxies that drop root's privileges must be able to enter the directory.
        assertThat(directory.toFile().setExecutable(true, false)).isTrue();
        OpenTelemetry telemetry = OpenTelemetrySdk.builder()
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .build();
        server = HttpServer.builder(shop.router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .trustedProxies("127.0.0.1")
                .endpoint(proxied)
                .readiness(shop.readiness())
                .accessLog(AccessLog.json().withFile(directory.resolve("access.log")))
                .listener(ServerMetrics.in(registry))
                .listener(Tracing.of(telemetry))
                .start();
    }

    @AfterEach
    void close() {
        server.close();
        shop.close();
    }

    /** Starts an nginx that states HTTPS, as if it ended TLS for the shop. */
    private ReverseProxy nginx() throws Exception {
        return ReverseProxy.nginx(directory, "127.0.0.1:" + server.port(), "https");
    }

    private ReverseProxy haproxy() throws Exception {
        return ReverseProxy.haproxy(directory, "http", "127.0.0.1:" + server.port(proxied) + " send-proxy-v2", "");
    }

    @Test
    void showsTheClientBehindNginx() throws Exception {
        try (ReverseProxy nginx = nginx()) {
            sendRequestsOfAllKinds(nginx.port());
        }
        server.close();
        checkSpansAndLog("https");
        checkMetrics();
    }

    @Test
    void showsTheClientBehindHaproxy() throws Exception {
        try (ReverseProxy haproxy = haproxy()) {
            sendRequestsOfAllKinds(haproxy.port());
        }
        server.close();
        checkSpansAndLog("http");
        checkMetrics();
    }

    @Test
    void limitsLoginsByClientBehindNginx() throws Exception {
        try (ReverseProxy nginx = nginx()) {
            checkLimitOfLogins(nginx.port());
        }
    }

    @Test
    void limitsLoginsByClientBehindHaproxy() throws Exception {
        try (ReverseProxy haproxy = haproxy()) {
            checkLimitOfLogins(haproxy.port());
        }
    }

    private static Connection connect(String client, int port) throws IOException {
        return new Connection(InetAddress.getByName(client), port);
    }

    private void sendRequestsOfAllKinds(int port) throws IOException {
        try (Connection connection = connect(CLIENT, port)) {
            Function<Call, ReceivedResponse> plain = connection::send;
            assertThat(send(plain, Call.of("GET", "/plaintext"), "/plaintext", 200)
                            .text())
                    .isEqualTo("Hello, World!");
            send(plain, Call.of("HEAD", "/plaintext"), "/plaintext", 200);
            // A client cannot state another address or scheme than its own.
            send(
                    plain,
                    Call.of("GET", "/health")
                            .header("x-forwarded-for", "203.0.113.7")
                            .header("x-forwarded-proto", "ftp"),
                    "/health",
                    200);
            sendReads(plain);
            Call login = Call.login("ada@example.com", "correct horse");
            String token = send(plain, login, LOGIN, 200)
                    .message(ShopProto.SessionToken.parser())
                    .getAccessToken();
            send(connection::sendAfterContinue, Call.of("POST", LOGIN).form(ADA), LOGIN, 200);
            sendWrites(connection, token);
            send(plain, Call.of("GET", "/v1/orders/1"), "/v1/orders/{id}", 401);
            send(plain, Call.of("GET", "/absent"), NO_ROUTE, 404);
        }
    }

    private void sendReads(Function<Call, ReceivedResponse> connection) {
        Call product = Call.of("GET", "/v1/catalog/products/1").header("accept", JSON);
        assertThat(send(connection, product, "/v1/catalog/products/{id}", 200).text())
                .contains("BOK-0001");
        Call priceOfTwo = Call.of("GET", "/v1/catalog/products/1/price?quantity=2");
        send(connection, priceOfTwo, "/v1/catalog/products/{id}/price", 200);
        Call encoded = Call.of("GET", "/v1/catalog/images/BOK%2D0001.jpg");
        assertThat(send(connection, encoded, "/v1/catalog/images/{name}.jpg", 200)
                        .body()
                        .isEmpty())
                .isFalse();
    }

    private void sendWrites(Connection connection, String token) {
        Call order = Call.of("POST", "/v1/orders")
                .as(token)
                .message(ShopProto.NewOrder.newBuilder()
                        .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1))
                        .build());
        send(connection::send, order, "/v1/orders", 201);
        send(connection::sendChunked, order, "/v1/orders", 201);
        Call review = Call.of("POST", "/v1/catalog/products/2/reviews")
                .as(token)
                .body(JSON, ByteString.copyFromUtf8("{\"stars\": 4, \"text\": \"Good\"}"));
        send(connection::send, review, "/v1/catalog/products/{id}/reviews", 201);
    }

    private ReceivedResponse send(Function<Call, ReceivedResponse> connection, Call call, String route, int status) {
        String traceId = "%032x".formatted(sent.size() + 1);
        sent.add(new Sent(traceId, call, route, status));
        ReceivedResponse response =
                connection.apply(call.header("traceparent", "00-" + traceId + "-" + PARENT + "-01"));
        assertWithMessage("%s %s: %s", call.method(), call.target(), response)
                .that(response.status())
                .isEqualTo(status);
        return response;
    }

    /** Checks that log and traces have the sent requests and no others. */
    private void checkSpansAndLog(String scheme) throws IOException {
        List<String> lines = Files.readAllLines(directory.resolve("access.log"));
        assertThat(lines).hasSize(sent.size());
        assertThat(spans.getFinishedSpanItems()).hasSize(sent.size());
        for (Sent each : sent) {
            checkLine(each, find(lines, line -> line.contains("\"traceId\":\"" + each.traceId + "\"")));
            checkSpan(
                    each,
                    find(spans.getFinishedSpanItems(), span -> span.getTraceId().equals(each.traceId)),
                    scheme);
        }
    }

    private static <T> T find(List<T> all, Predicate<T> condition) {
        List<T> found = all.stream().filter(condition).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static void checkLine(Sent sent, String line) {
        assertThat(line).contains("\"client\":\"" + CLIENT + "\",\"method\":\"" + sent.call.method() + "\"");
        assertThat(line).contains("\"path\":\"" + path(sent) + "\"");
        assertThat(line).contains("\"status\":" + sent.status + ",");
        if (sent.hasRoute()) {
            assertThat(line).contains("\"route\":\"" + sent.route + "\"");
        }
        assertThat(line).doesNotContain("\"aborted\"");
    }

    private static String path(Sent sent) {
        return sent.call.target().split("\\?", 2)[0];
    }

    private static void checkSpan(Sent sent, SpanData span, String scheme) {
        String method = sent.call.method();
        assertThat(span.getName()).isEqualTo(sent.hasRoute() ? method + " " + sent.route : method);
        assertThat(span.getParentSpanId()).isEqualTo(PARENT);
        assertThat(text(span, "client.address")).isEqualTo(CLIENT);
        assertThat(text(span, "url.scheme")).isEqualTo(scheme);
        assertThat(text(span, "url.path")).isEqualTo(path(sent));
        assertThat(span.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                .isEqualTo(sent.status);
    }

    private static String text(SpanData span, String attribute) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(attribute)));
    }

    /** Checks that the series of each route count its requests, and that no other series counts one. */
    private void checkMetrics() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        sent.forEach(each -> expected.merge(each.series(), 1, Integer::sum));
        Map<String, Integer> counted = new TreeMap<>();
        scrape().lines().map(SERIES::matcher).filter(Matcher::matches).forEach(series -> {
            int count = (int) Double.parseDouble(series.group(2));
            if (count > 0) {
                String labels = series.group(1);
                counted.put(
                        label(labels, "http_request_method") + " " + label(labels, "http_route") + " "
                                + label(labels, "http_response_status_code"),
                        count);
            }
        });
        assertThat(counted).isEqualTo(expected);
    }

    private String scrape() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(UTF_8);
    }

    private static String label(String labels, String name) {
        Matcher label = Pattern.compile(name + "=\"([^\"]*)\"").matcher(labels);
        return label.find() ? label.group(1) : NO_LABEL;
    }

    /** A client that has tried too often does not stop the others. The proxy's address would count for all of them. */
    private static void checkLimitOfLogins(int port) throws IOException {
        Call ada = Call.of("POST", LOGIN).form(ADA);
        try (Connection client = connect(CLIENT, port);
                Connection other = connect(OTHER_CLIENT, port)) {
            Call guess = Call.of("POST", LOGIN).form("email=nobody%40example.com&password=guess");
            for (int i = 0; i < ATTEMPTS; i++) {
                assertThat(client.send(guess).status()).isAnyOf(401, 429);
            }
            assertThat(client.send(ada).status()).isEqualTo(429);
            assertThat(other.send(ada).status()).isEqualTo(200);
        }
    }
}
