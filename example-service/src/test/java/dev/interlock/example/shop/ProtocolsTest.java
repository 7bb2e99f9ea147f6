package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Client;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.Http2Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.http.RouteInfo;
import dev.interlock.http2.Http2;
import dev.interlock.server.HttpServer;
import dev.interlock.testing.TestResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of the shop sends the same status, fields and body by HTTP/2 as by HTTP/1.1. */
@TestInstance(Lifecycle.PER_CLASS)
final class ProtocolsTest {
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW");

    /** Fields that are specific to connections of HTTP/1.1, or that differ between any two responses. */
    private static final Set<String> VARYING = Set.of("connection", "transfer-encoding", "date", "x-request-id");

    /** Identifiers, tokens and times, which differ in each shop. */
    private static final Pattern RANDOM = Pattern.compile(
            "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\\w-]{43}" + "|\"requestId\":\"[0-9a-f]*\"|Expires=[^;]*");

    /** Shop for calls that change nothing. */
    private final RunningShop shop = new RunningShop();

    private final SampleCalls calls = SampleCalls.of(shop);
    private final SwitchedRouter router = new SwitchedRouter(shop.router());
    private final HttpServer server = HttpServer.builder(router)
            .host("127.0.0.1")
            .port(0)
            .protocol(Http2.protocol())
            .start();
    private final Client http1 = new Connection(server.port());
    private final Client http2 = new Http2Connection(server.port());

    @AfterAll
    void stop() {
        http1.close();
        http2.close();
        server.close();
        shop.close();
    }

    /**
     * Response without the parts that may differ.
     *
     * @param fields lines in the order of their names
     * @param body content; each character is a byte
     */
    private record ComparedResponse(int status, List<String> fields, String body) {
        static ComparedResponse of(int status, Stream<String> lines, String body) {
            List<String> fields = lines.map(ComparedResponse::withLowerCaseName)
                    .filter(line -> !VARYING.contains(name(line)))
                    .map(line -> RANDOM.matcher(line).replaceAll("random"))
                    .sorted(Comparator.comparing(ComparedResponse::name))
                    .toList();
            return new ComparedResponse(status, fields, RANDOM.matcher(body).replaceAll("random"));
        }

        private static String name(String line) {
            return line.substring(0, line.indexOf(':'));
        }

        private static String withLowerCaseName(String line) {
            String name = name(line);
            return name.toLowerCase(Locale.ROOT)
                    + ": "
                    + line.substring(name.length() + 1).strip();
        }
    }

    private static ComparedResponse by(Client client, Call call) {
        ReceivedResponse response = client.send(call);
        return ComparedResponse.of(
                response.status(), response.fields().stream(), response.body().toString(ISO_8859_1));
    }

    private static ComparedResponse byHttp1InMemory(Call call, RunningShop to) {
        TestResponse response = to.send(call);
        return ComparedResponse.of(
                response.status(),
                response.headers().stream().map(field -> field.getKey() + ": " + field.getValue()),
                new String(response.bytes(), ISO_8859_1));
    }

    /** Asserts that a call that changes nothing gets equal responses. */
    private void assertEqual(Call call) {
        assertWithMessage("%s %s %s", call.method(), call.target(), call.fields())
                .that(by(http2, call))
                .isEqualTo(by(http1, call));
    }

    Stream<String> readingRoutes() {
        return calls.routes().stream().filter(route -> route.startsWith("GET "));
    }

    Stream<String> changingRoutes() {
        return calls.routes().stream().filter(route -> !route.startsWith("GET "));
    }

    /** Sends the sample of a route, and variants that get other responses. */
    @ParameterizedTest
    @MethodSource("readingRoutes")
    void readingIsEqual(String route) {
        Call sample = calls.get(route);
        assertThat(by(http1, sample).status()).isEqualTo(200);
        assertEqual(sample);
        assertEqual(new Call("HEAD", sample.target(), sample.fields(), sample.body()));
        assertEqual(sample.withoutHeader("authorization"));
        assertEqual(sample.header("authorization", "Bearer " + "x".repeat(43)));
        assertEqual(sample.header("accept", "application/json"));
        assertEqual(sample.header("accept", "image/x-none"));
        assertEqual(sample.header("accept-encoding", "gzip"));
        assertEqual(sample.header("if-none-match", "*"));
        assertEqual(sample.header("range", "bytes=0-3"));
        assertEqual(sample.header("origin", "https://pages.example"));
        assertEqual(new Call("GET", sample.target() + "%zz", sample.fields(), sample.body()));
    }

    /** Sends the sample of a route that changes the shop. Each protocol has a shop of its own, with equal data. */
    @ParameterizedTest
    @MethodSource("changingRoutes")
    void changingIsEqual(String route) {
        try (RunningShop first = new RunningShop();
                RunningShop second = new RunningShop()) {
            ComparedResponse response = byHttp1InMemory(SampleCalls.of(first).get(route), first);

            assertThat(response.status()).isEqualTo(status(route));
            router.switchTo(second);
            assertThat(by(http2, SampleCalls.of(second).get(route))).isEqualTo(response);
        } finally {
            router.switchTo(shop);
        }
    }

    private int status(String route) {
        return shop.routes().stream()
                .filter(info -> info.toString().equals(route))
                .mapToInt(RouteInfo::status)
                .findFirst()
                .orElseThrow();
    }

    /** Sends each method to each path without a token, including methods that are unknown or not allowed. */
    @Test
    void everyMethodOfEveryPathIsEqual() {
        Set<String> paths = new TreeSet<>(List.of("/", "/nowhere", "/plaintext/", "*"));
        calls.routes().forEach(route -> paths.add(calls.get(route).target().split("\\?", 2)[0]));
        for (String path : paths) {
            for (String method : METHODS) {
                if (!path.equals("*") || method.equals("OPTIONS")) {
                    assertEqual(Call.of(method, path));
                }
            }
        }
        assertThat(paths.size()).isAtLeast(50);
    }

    /** Sends the preflight requests of pages from another origin. */
    @Test
    void everyPreflightIsEqual() {
        for (String route : calls.routes()) {
            Call preflight = Call.of("OPTIONS", calls.get(route).target())
                    .header("origin", "https://pages.example")
                    .header("access-control-request-method", route.split(" ", 2)[0])
                    .header("access-control-request-headers", "authorization, content-type");
            assertEqual(preflight);
        }
    }
}
