package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Template;
import dev.interlock.http.Execution;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.TestResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests each route with its own method and with every other method. RFC 9110 defines the responses. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EveryPathContract {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /**
     * Fields that may differ between responses to GET and HEAD. Netty's decoder in the client removes Transfer-Encoding
     * from a response to HEAD.
     */
    private static final Set<String> VARYING = Set.of("date", "x-request-id", "transfer-encoding");

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String JSON = "application/json";

    /** Routes that compute the hash of a password. */
    private static final Set<String> HASHING = Set.of("POST /v1/users", "POST /v1/auth/login", "PUT /v1/auth/password");

    /** UUIDs and tokens, which differ in each shop. */
    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\\w-]{43}");

    private final Storage storage;
    private final RunningShop shop;
    private final SampleCalls calls;

    EveryPathContract(Storage storage) {
        shop = new RunningShop(storage);
        calls = SampleCalls.of(shop);
        this.storage = storage;
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @Test
    void everyRouteHasSample() {
        assertThat(calls.routes()).isEqualTo(new TreeSet<>(routes().toList()));
        assertThat(calls.routes().size()).isAtLeast(46);
    }

    /** Uses a separate shop for each call, so that no call affects another. */
    @ParameterizedTest
    @MethodSource("routes")
    void sampleSucceeds(String route) {
        try (RunningShop own = new RunningShop(storage)) {
            Call sample = SampleCalls.of(own).get(route);

            TestResponse response = own.expect(status(route), sample);

            if (response.status() == 201) {
                // The new thing has an address, and is there.
                String location = Objects.requireNonNull(response.header("location"), route);
                own.expect(200, Call.of("GET", location).as(own.admin()));
            }
        }
    }

    /**
     * A client may send and receive each message as protobuf or as JSON. Every combination gets the declared status,
     * and the responses are the same message. A 201 has the address of the new thing.
     */
    @ParameterizedTest
    @MethodSource("routesWithMessages")
    void everyMessageIsProtobufOrJson(String route) throws IOException {
        boolean isRead = route.startsWith("GET ");
        Set<String> answers = new TreeSet<>();
        for (boolean sendsJson : calls.body(route) == null ? List.of(false) : List.of(false, true)) {
            for (String accept : List.of(PROTOBUF, JSON)) {
                answers.add(isRead ? answer(route, sendsJson, accept, shop, calls) : answer(route, sendsJson, accept));
            }
        }
        assertWithMessage(route).that(answers).hasSize(1);
    }

    /** Sends the sample of a route to a shop of its own. */
    private String answer(String route, boolean sendsJson, String accept) throws IOException {
        try (RunningShop own = new RunningShop(storage)) {
            return answer(route, sendsJson, accept, own, SampleCalls.of(own));
        }
    }

    /** Sends the sample of a route. Returns the message of the response as JSON, or its text if it has no message. */
    private String answer(String route, boolean sendsJson, String accept, RunningShop to, SampleCalls samples)
            throws IOException {
        Message body = samples.body(route);
        Call sample = samples.get(route).withoutHeader("accept");
        if (sendsJson && body != null) {
            sample = sample.withoutHeader("content-type")
                    .body(JSON, ByteString.copyFromUtf8(JsonFormat.printer().print(body)));
        }
        TestResponse response = to.expect(status(route), sample.header("accept", accept));
        if (!MessageTypes.hasMessage(to.routes(), route)) {
            return response.text();
        }
        response.assertThat().hasContentType(accept);
        if (response.status() == 201) {
            assertWithMessage(route).that(response.header("location")).isNotNull();
        }
        Message.Builder message = MessageTypes.ofResponse(to.routes(), route).newBuilderForType();
        if (accept.equals(JSON)) {
            JsonFormat.parser().merge(response.text(), message);
        } else {
            message.mergeFrom(response.bytes());
        }
        return RANDOM.matcher(JsonFormat.printer().print(message)).replaceAll("random");
    }

    /** The responses of these routes are no messages, and the README says so. Every other response has both forms. */
    @Test
    void onlyProbesFilesAndStreamsHaveNoMessages() {
        Set<String> others = new TreeSet<>();
        shop.routes().stream()
                .filter(info -> !info.produces().isEmpty())
                .map(RouteInfo::toString)
                .forEach(others::add);
        others.removeAll(routesWithMessages().toList());

        assertThat(others)
                .containsExactly(
                        "GET /docs/{*page}",
                        "GET /health",
                        "GET /plaintext",
                        "GET /ready",
                        "GET /v1/catalog/images/{name}.jpg",
                        "GET /v1/catalog/reviews/export",
                        "GET /v1/catalog/reviews/live",
                        "GET /v1/orders/export");
    }

    /** The bodies of these routes are files, and the README says so. Every other body has both forms. */
    @Test
    void onlyImagesAreNotReadFromMessages() {
        Set<String> others = new TreeSet<>();
        shop.routes().stream()
                .filter(RouteInfo::readsBody)
                .map(RouteInfo::toString)
                .forEach(others::add);
        others.removeIf(route -> consumes(route).containsAll(Set.of(PROTOBUF, JSON)));

        assertThat(others).containsExactly("POST /v1/catalog/images", "PUT /v1/catalog/images/{name}.jpg");
    }

    /** Returns the media types of bodies that the handlers of a route read. */
    private Set<String> consumes(String route) {
        return shop.routes().stream()
                .filter(info -> info.toString().equals(route))
                .flatMap(info -> info.consumes().stream())
                .collect(Collectors.toSet());
    }

    /** Hashing a password takes a tenth of a second, which would stall an event loop. */
    @Test
    void routesThatHashPasswordsAreBlocking() {
        List<RouteInfo> hashing = shop.routes().stream()
                .filter(info -> HASHING.contains(info.toString()))
                .toList();

        // Each of them reads two kinds of bodies.
        assertThat(hashing).hasSize(2 * HASHING.size());
        for (RouteInfo route : hashing) {
            assertWithMessage(route.handler()).that(route.execution()).isEqualTo(Execution.BLOCKING);
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void otherMethodsAreNotAllowed(String route) {
        String path = path(route);
        Set<String> allowed = allowed(path);
        for (String method : METHODS) {
            if (!allowed.contains(method)) {
                TestResponse response = shop.expect(405, Call.of(method, path));
                assertWithMessage(method + " " + path).that(allow(response)).containsExactlyElementsIn(allowed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void optionsListsMethods(String route) {
        String path = path(route);

        TestResponse response = shop.expect(204, Call.of("OPTIONS", path));

        assertThat(allow(response)).containsExactlyElementsIn(allowed(path));
        assertThat(response.text()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("getRoutes")
    void headIsGetWithoutBody(String route) {
        Call get = calls.get(route);
        Call head = new Call("HEAD", get.target(), get.fields(), get.body());

        TestResponse withBody = shop.expect(200, get);
        TestResponse withoutBody = shop.expect(200, head);

        assertThat(fields(withoutBody)).isEqualTo(fields(withBody));
        // A streamed response has no Content-Length, because its length is not known before its end.
        String length = Integer.toString(withBody.bytes().length);
        assertThat(Objects.requireNonNullElse(withoutBody.header("content-length"), "none"))
                .isEqualTo(withBody.header("transfer-encoding") == null ? length : "none");
        // If the response to HEAD had a body, the client would now read this body as the next head.
        assertThat(shop.expect(200, Call.of("GET", "/plaintext")).text()).isEqualTo("Hello, World!");
    }

    @Test
    void unknownPathsAreNotFound() {
        for (String path : new String[] {"/", "/v1", "/v1/orders/1/2/3", "/plaintext/", "/Plaintext", "/docs"}) {
            for (String method : METHODS) {
                TestResponse response = shop.expect(404, Call.of(method, path));
                assertThat(response.header("content-type")).isEqualTo("application/problem+json");
            }
        }
    }

    @Test
    void unknownMethodTokensAreNotImplemented() {
        for (String method : new String[] {"BREW", "get", "PROPFIND", "X"}) {
            shop.expect(501, Call.of(method, "/plaintext"));
            shop.expect(501, Call.of(method, "/nowhere"));
        }
    }

    @Test
    void optionsOfServerListsEveryMethod() {
        TestResponse response = shop.expect(204, Call.of("OPTIONS", "*"));

        assertThat(allow(response)).containsExactlyElementsIn(METHODS);
    }

    Stream<String> routes() {
        return shop.finiteRoutes().stream().map(RouteInfo::toString);
    }

    /** Returns the routes whose body or response is a message. */
    Stream<String> routesWithMessages() {
        return routes().distinct()
                .filter(route -> calls.body(route) != null || MessageTypes.hasMessage(shop.routes(), route));
    }

    Stream<String> getRoutes() {
        return routes().filter(route -> route.startsWith("GET "));
    }

    private int status(String route) {
        return shop.routes().stream()
                .filter(info -> info.toString().equals(route))
                .mapToInt(RouteInfo::status)
                .findFirst()
                .orElseThrow();
    }

    private String path(String route) {
        return calls.get(route).target().split("\\?", 2)[0];
    }

    /** Returns the methods that a path allows. Derives them only from the list of routes. */
    private Set<String> allowed(String path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        for (RouteInfo route : shop.routes()) {
            if (new Template(route.template()).matches(path)) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static List<String> allow(TestResponse response) {
        return List.of(Objects.requireNonNull(response.header("allow")).split(", "));
    }

    private static List<String> fields(TestResponse response) {
        return response.headers().stream()
                .filter(field -> !VARYING.contains(field.getKey().toLowerCase(Locale.ROOT)))
                .map(Object::toString)
                .toList();
    }
}
