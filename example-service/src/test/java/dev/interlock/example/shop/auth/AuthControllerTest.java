package dev.interlock.example.shop.auth;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.google.protobuf.ByteString;
import dev.interlock.example.shop.RunningShop;
import dev.interlock.example.shop.Storage;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.testing.TestResponse;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@EnumSource
final class AuthControllerTest {
    private static final String PROTOBUF = "application/x-protobuf";

    private final RunningShop shop;

    AuthControllerTest(Storage storage) {
        shop = new RunningShop(storage);
    }

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void sessionNamesItsUser() {
        ShopProto.Session session = shop.expect(200, session(shop.customer())).message(ShopProto.Session.parser());

        assertThat(session.getUserId()).isEqualTo(1);
        assertThat(session.getRole()).isEqualTo("CUSTOMER");
        assertThat(session.getExpiresAt())
                .isEqualTo(shop.clock().instant().plus(Duration.ofMinutes(15)).toEpochMilli());
    }

    @Test
    void emailComparesWithoutCase() {
        assertThat(shop.login("ADA@Example.com", "correct horse")).isNotEmpty();
    }

    @Test
    void respondsInJsonOrProtobuf() {
        assertThat(shop.expect(200, adaLogin()).text())
                .matches("\\{\"accessToken\":\"[A-Za-z0-9_-]{43}\",\"expiresAt\":\"?[0-9]+\"?}");

        TestResponse message = shop.expect(200, Call.login("ada@example.com", "correct horse"));
        assertThat(message.header("content-type")).isEqualTo("application/x-protobuf");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void readsFormsJsonAndProtobuf(String type, ByteString login, ByteString change) {
        Call logIn = Call.of("POST", "/v1/auth/login").header("accept", PROTOBUF);
        String token = shop.expect(200, logIn.body(type, login))
                .message(ShopProto.SessionToken.parser())
                .getAccessToken();

        shop.expect(204, Call.of("PUT", "/v1/auth/password").as(token).body(type, change));

        shop.expect(200, Call.login("ada@example.com", "another horse"));
    }

    /** Returns a login and a change of the password in each media type. */
    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments(
                        "application/x-www-form-urlencoded",
                        text("email=ada%40example.com&password=correct+horse"),
                        text("current=correct+horse&replacement=another+horse")),
                arguments(
                        "application/json",
                        text("{\"email\": \"ada@example.com\", \"password\": \"correct horse\"}"),
                        text("{\"current\": \"correct horse\", \"replacement\": \"another horse\"}")),
                arguments(
                        PROTOBUF,
                        ShopProto.LoginRequest.newBuilder()
                                .setEmail("ada@example.com")
                                .setPassword("correct horse")
                                .build()
                                .toByteString(),
                        ShopProto.PasswordChange.newBuilder()
                                .setCurrent("correct horse")
                                .setReplacement("another horse")
                                .build()
                                .toByteString()));
    }

    @Test
    void rejectsOtherBodies() {
        TestResponse response =
                shop.expect(415, Call.of("POST", "/v1/auth/login").body("text/plain", text("ada@example.com")));

        assertThat(response.header("accept"))
                .isEqualTo("application/x-www-form-urlencoded, application/json, application/x-protobuf");
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }

    @Test
    void wrongPasswordAndUnknownAccountLookAlike() {
        TestResponse wrong = shop.expect(401, login("email=ada%40example.com&password=wrong+horse"));
        TestResponse unknown = shop.expect(401, login("email=eve%40example.com&password=correct+horse"));

        assertThat(withoutId(wrong)).isEqualTo(withoutId(unknown));
        assertThat(wrong.header("www-authenticate")).isEqualTo("Bearer realm=\"shop\"");
    }

    @Test
    void limitsAttemptsOfAccount() {
        for (int i = 0; i < 10; i++) {
            shop.expect(401, login("email=ada%40example.com&password=wrong+horse"));
        }
        // The limit counts all attempts for an email address, ignoring its case, and even if the password is right.
        TestResponse refused = shop.expect(429, login("email=ADA%40example.com&password=correct+horse"));
        assertThat(refused.header("retry-after")).isEqualTo("10");
        assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
        shop.expect(401, login("email=eve%40example.com&password=wrong+horse"));

        shop.clock().advance(Duration.ofSeconds(10));
        shop.expect(200, login("email=ada%40example.com&password=correct+horse"));
        shop.expect(429, login("email=ada%40example.com&password=correct+horse"));
    }

    @Test
    void limitsAttemptsAtCurrentPassword() {
        String token = shop.customer();
        for (int i = 0; i < 10; i++) {
            shop.expect(403, changePassword(token, "wrong+horse"));
        }
        shop.expect(429, changePassword(token, "correct+horse"));
    }

    private static Call changePassword(String token, String current) {
        return Call.of("PUT", "/v1/auth/password").as(token).form("current=" + current + "&replacement=another+horse");
    }

    private static String withoutId(TestResponse response) {
        return response.text().replaceAll("\"requestId\":\"[0-9a-f]{16}\"", "");
    }

    @Test
    void namesMissingField() {
        TestResponse response = shop.expect(400, login("email=ada%40example.com"));

        assertThat(response.header("content-type")).isEqualTo("application/problem+json");
        assertThat(response.text()).contains("\"parameter\":\"password\"");
    }

    @Test
    void protectedRouteNeedsToken() {
        TestResponse response = shop.expect(401, Call.of("GET", "/v1/auth/session"));

        assertThat(response.header("www-authenticate")).isNotNull();
    }

    @Test
    void rejectsOtherSchemeAndUnknownToken() {
        assertThat(shop.expect(401, Call.of("GET", "/v1/auth/session").header("authorization", "Basic YTpi"))
                        .text())
                .contains("Bearer");
        assertThat(shop.expect(401, session("nonsense")).text()).contains("bearer token is invalid");
    }

    @Test
    void accessTokenExpires() {
        String token = shop.customer();
        shop.clock().advance(Duration.ofMinutes(14));
        shop.expect(200, session(token));

        shop.clock().advance(Duration.ofMinutes(1));

        shop.expect(401, session(token));
    }

    @Test
    void refreshTokenOpensOneSession() {
        String cookie = refreshCookie(shop.expect(200, adaLogin()));
        Call refresh = Call.of("POST", "/v1/auth/refresh").header("cookie", "other=1; " + cookie);

        String renewed = shop.expect(200, refresh.header("accept", "application/x-protobuf"))
                .message(ShopProto.SessionToken.parser())
                .getAccessToken();

        shop.expect(200, session(renewed));
        shop.expect(401, refresh);
    }

    @Test
    void refreshTokenExpires() {
        String cookie = refreshCookie(shop.expect(200, adaLogin()));
        shop.clock().advance(Duration.ofDays(30));

        shop.expect(401, Call.of("POST", "/v1/auth/refresh").header("cookie", cookie));
    }

    @Test
    void namesMissingRefreshCookie() {
        assertThat(shop.expect(400, Call.of("POST", "/v1/auth/refresh")).text()).contains("\"parameter\":\"refresh\"");
    }

    @Test
    void hidesTokensFromCachesAndScripts() {
        TestResponse response = shop.expect(200, adaLogin());

        assertThat(response.header("cache-control")).isEqualTo("no-store");
        assertThat(response.header("set-cookie"))
                .containsMatch(
                        "^refresh=[A-Za-z0-9_-]{43}; Max-Age=2592000; Expires=.+ GMT; Path=/v1/auth; Secure; HTTPOnly; SameSite=Strict$");
    }

    @Test
    void logoutEndsSession() {
        String token = shop.customer();

        shop.expect(204, Call.of("POST", "/v1/auth/logout").as(token));

        shop.expect(401, session(token));
    }

    @Test
    void sixthLoginEndsFirst() {
        String first = shop.customer();
        String second = shop.customer();
        for (int i = 0; i < 4; i++) {
            shop.customer();
        }

        shop.expect(401, session(first));
        shop.expect(200, session(second));
    }

    @Test
    void endAllEndsSessionsOfCallerOnly() {
        String first = shop.customer();
        String second = shop.customer();
        String admin = shop.admin();

        assertThat(shop.expect(200, Call.of("DELETE", "/v1/auth/sessions").as(first))
                        .text())
                .isEqualTo("2");

        shop.expect(401, session(second));
        shop.expect(200, session(admin));
    }

    @Test
    void changedPasswordEndsSessions() {
        String token = shop.customer();
        Call change = Call.of("PUT", "/v1/auth/password").as(token);

        shop.expect(403, change.form("current=wrong+horse&replacement=another+horse"));
        shop.expect(422, change.form("current=correct+horse&replacement=short"));
        shop.expect(204, change.form("current=correct+horse&replacement=another+horse"));

        shop.expect(401, session(token));
        shop.expect(401, adaLogin());
        shop.expect(200, session(shop.login("ada@example.com", "another horse")));
    }

    private static Call adaLogin() {
        return login("email=ada%40example.com&password=correct+horse");
    }

    private static Call login(String form) {
        return Call.of("POST", "/v1/auth/login").form(form);
    }

    private static Call session(String token) {
        return Call.of("GET", "/v1/auth/session").as(token);
    }

    private static String refreshCookie(TestResponse response) {
        return Objects.requireNonNull(response.header("set-cookie")).split(";", 2)[0];
    }
}
