package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Template;
import dev.interlock.http.RouteInfo;
import dev.interlock.testing.TestResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends bad values for each parameter. The response must be a client error that names the parameter. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class BadParametersContract {
    /** Values that are valid text. Parameters of other types reject them. */
    private static final List<String> READABLE =
            List.of("abc", "-", "1.5x", "9".repeat(400), "%F0%9F%98%80", "1%2F2", "%2B%2B1", "2026-13-01");
    /** Values that are not even valid text: malformed or truncated escapes, invalid UTF-8, NUL. */
    private static final List<String> UNREADABLE = List.of("%zz", "%FF", "%C3", "%", "%0", "%00");

    /** Parameters that accept any text. */
    private static final Set<String> TEXTS = Set.of("name", "page", "sku", "q", "tag", "note");

    private static final List<ByteString> BODIES = List.of(
            ByteString.EMPTY,
            ByteString.fromHex("00"),
            ByteString.fromHex("FF"),
            ByteString.fromHex("0A7F"),
            ByteString.copyFromUtf8("%zz=%zz&="));

    private final RunningShop shop;
    private final SampleCalls calls;

    BadParametersContract(Storage storage) {
        shop = new RunningShop(storage);
        calls = SampleCalls.of(shop);
    }

    @AfterAll
    void stop() {
        shop.close();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void pathVariables(RouteInfo route) {
        Template template = new Template(route.template());
        Call sample = calls.get(route.toString());
        for (String variable : template.variables()) {
            for (String value : READABLE) {
                TestResponse response = send(sample, template.replace(sample.target(), variable, value));
                if (!TEXTS.contains(variable)) {
                    assertNames(variable, response);
                }
            }
            for (String value : UNREADABLE) {
                assertThat(send(sample, template.replace(sample.target(), variable, value))
                                .status())
                        .isEqualTo(400);
            }
            // An empty segment is not a value. The path then matches another route, or none.
            send(sample, template.replace(sample.target(), variable, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void queryParameters(RouteInfo route) {
        Call sample = calls.get(route.toString());
        for (String parameter : queryParameters(sample)) {
            List<String> values = new ArrayList<>(READABLE);
            values.add("");
            for (String value : values) {
                TestResponse response = send(sample, withQuery(sample.target(), parameter, value));
                if (!TEXTS.contains(parameter)) {
                    assertNames(parameter, response);
                }
            }
            for (String value : UNREADABLE) {
                TestResponse response = send(sample, withQuery(sample.target(), parameter, value));
                if (!TEXTS.contains(parameter)) {
                    assertThat(response.status()).isEqualTo(400);
                }
            }
        }
    }

    @Test
    void headersCookiesAndForms() {
        for (String value : new String[] {"", "abc", "9".repeat(400), "%00", "00000000-0000-0000-0000-00000000000g"}) {
            Call payment = withoutField(calls.get("POST /v1/payments"), "idempotency-key");
            assertNames("idempotency-key", shop.send(payment.header("idempotency-key", value)));
            Call refresh = Call.of("POST", "/v1/auth/refresh").header("cookie", "refresh=" + value);
            assertThat(shop.send(refresh).status()).isAnyOf(400, 401);
            Call login = Call.of("POST", "/v1/auth/login").form("email=" + value + "&password=" + value);
            assertThat(shop.send(login).status()).isAnyOf(400, 401);
        }
        ShopProto.LoginRequest unreadable = ShopProto.LoginRequest.newBuilder()
                .setEmail("\0")
                .setPassword("\0")
                .build();
        shop.expect(401, Call.of("POST", "/v1/auth/login").message(unreadable));
    }

    @ParameterizedTest
    @MethodSource("bodyRoutes")
    void bodies(RouteInfo route) {
        Call sample = calls.get(route.toString());
        Call bare = withoutField(sample, "content-type");
        String type = sample.fields().stream()
                .filter(line -> line.startsWith("content-type: "))
                .map(line -> line.substring("content-type: ".length()))
                .findFirst()
                .orElseThrow();
        for (ByteString body : BODIES) {
            TestResponse response = shop.send(bare.body(type, body));
            assertWithMessage("%s with %s answers %s", route, body, response)
                    .that(response.status())
                    .isLessThan(500);
        }
        if (!type.equals("image/jpeg")) {
            assertThat(shop.send(bare.body("application/x-unknown", sample.body()))
                            .status())
                    .isEqualTo(415);
        }
    }

    Stream<RouteInfo> routes() {
        return shop.finiteRoutes().stream();
    }

    Stream<RouteInfo> bodyRoutes() {
        return routes().filter(route -> !route.consumes().isEmpty());
    }

    private TestResponse send(Call sample, String target) {
        TestResponse response = shop.send(new Call(sample.method(), target, sample.fields(), sample.body()));
        assertWithMessage("%s %s answers %s", sample.method(), target, response)
                .that(response.status())
                .isLessThan(500);
        return response;
    }

    private static void assertNames(String parameter, TestResponse response) {
        assertWithMessage(response.toString()).that(response.status()).isEqualTo(400);
        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.text()).contains("\"parameter\":\"" + parameter + "\"");
    }

    private static List<String> queryParameters(Call sample) {
        String[] halves = sample.target().split("\\?", 2);
        if (halves.length == 1) {
            return List.of();
        }
        return Arrays.stream(halves[1].split("&"))
                .map(pair -> pair.substring(0, pair.indexOf('=')))
                .toList();
    }

    private static String withQuery(String target, String parameter, String value) {
        return target.replaceFirst("([?&]" + parameter + "=)[^&]*", "$1" + value);
    }

    private static Call withoutField(Call call, String name) {
        List<String> fields = call.fields().stream()
                .filter(line -> !line.startsWith(name + ":"))
                .toList();
        return new Call(call.method(), call.target(), fields, call.body());
    }
}
