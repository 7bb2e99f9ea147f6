package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Client;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.Http2Connection;
import dev.interlock.example.shop.testing.ReceivedResponse;
import dev.interlock.http2.Http2;
import dev.interlock.observe.ExchangeListener;
import dev.interlock.recording.SegmentReader;
import dev.interlock.server.HttpServer;
import dev.interlock.server.ServerBuilder;
import dev.interlock.testing.Multipart;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Customers put passwords, tokens, card numbers and e-mail addresses into every place of their requests. The recording
 * of the shop has pseudonyms in their place.
 */
@Timeout(120)
final class ShopRecordingTest {
    private static final String JSON = "application/json";
    private static final String PROTOBUF = "application/x-protobuf";
    private static final String REVIEWS = "/v1/catalog/products/1/reviews";
    private static final String PASSWORD = "password planted 0";

    /** Begins and ends like an image. */
    private static final String JPEG = "\u00ff\u00d8\u00ff\u00fe%s\u00ff\u00d9";

    @TempDir
    private Path directory;

    private final List<String> secrets = new ArrayList<>(List.of(PASSWORD));
    private int sent;

    private String secret(String kind) {
        String secret = kind + "-planted-" + Integer.toString(7_919 * (secrets.size() + 11), 36);
        secrets.add(secret);
        return secret;
    }

    /** Returns an e-mail address. No part of it may be recorded. */
    private String mail(String place) {
        return secret("mail-" + place) + "@shop.example";
    }

    private String card() {
        String number = "41111111111" + (10_000 + 7 * secrets.size());
        secrets.add(number);
        return number;
    }

    private enum Protocol {
        HTTP_1_1("HTTP/1.1"),
        HTTP_2("HTTP/2");

        private final String name;

        Protocol(String name) {
            this.name = name;
        }

        Client connect(int port) {
            return this == HTTP_2 ? new Http2Connection(port) : new Connection(port);
        }
    }

    /** A connection that counts its requests. */
    private final class Customer implements AutoCloseable {
        private final Client connection;

        Customer(HttpServer server, Protocol protocol) {
            connection = protocol.connect(server.port());
        }

        ReceivedResponse send(int status, Call call) {
            ReceivedResponse response = connection.send(call);
            sent++;
            assertWithMessage("%s %s: %s", call.method(), call.target(), response)
                    .that(response.status())
                    .isEqualTo(status);
            return response;
        }

        @Override
        public void close() {
            connection.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void recordingHasNoSecretOfCustomers(Protocol protocol) throws Exception {
        try (RunningShop shop = new RunningShop();
                HttpServer server = serve(shop);
                Customer customer = new Customer(server, protocol)) {
            String mail = mail("account");
            String token = signUp(customer, mail);
            sessions(customer, token);
            passwords(customer, token);
            accounts(customer, mail, token);
            orders(customer, token);
            reviews(customer, token);
            queriesAndFields(customer, token);
            paths(customer, token);
            images(customer, shop.admin());
        }

        List<String> exchanges = exchanges();
        assertThat(exchanges).hasSize(sent);
        assertThat(with(exchanges, protocol.name)).hasSize(sent);
        assertThat(secrets.size()).isAtLeast(20);
        for (String secret : secrets) {
            for (String encoded : encodings(secret)) {
                assertWithMessage("%s as %s", secret, encoded)
                        .that(exchanges.stream().filter(text -> text.contains(encoded)))
                        .isEmpty();
            }
        }
        checkPseudonyms(exchanges);
    }

    private HttpServer serve(RunningShop shop) {
        String[] settings = {"--recording-directory", directory.toString()};
        ServerBuilder builder = HttpServer.builder(shop.router())
                .overridable(false)
                .handleSignals(false)
                .host("127.0.0.1")
                .port(0)
                .protocol(Http2.protocol())
                .readiness(shop.readiness());
        for (ExchangeListener each : Observers.of(new ShopSettings(settings, Map.of()), new PrometheusRegistry())) {
            builder.listener(each);
        }
        return builder.start();
    }

    /** Opens an account and a session. Returns the token. */
    private String signUp(Customer customer, String mail) {
        ShopProto.NewUser user = ShopProto.NewUser.newBuilder()
                .setEmail(mail)
                .setName(secret("name"))
                .setPassword(PASSWORD)
                .build();
        customer.send(201, post("/v1/users", user));
        customer.send(409, post("/v1/users", user));
        String json = "{\"email\":\"%s\",\"name\":\"%s\",\"password\":\"%s\"}";
        customer.send(201, json("/v1/users", json.formatted(mail("json"), secret("name"), secret("password"))));
        customer.send(422, json("/v1/users", json.formatted(secret("nomail"), secret("name"), secret("password"))));
        customer.send(400, json("/v1/users", "{\"email\": \"" + mail("malformed") + "\""));
        customer.send(400, json("/v1/users", "{\"email\": [\"" + mail("wrong") + "\"]}"));
        String token = customer.send(200, login(mail, PASSWORD).header("accept", PROTOBUF))
                .message(ShopProto.SessionToken.parser())
                .getAccessToken();
        secrets.add(token);
        return token;
    }

    private static Call login(String mail, String password) {
        return Call.of("POST", "/v1/auth/login")
                .form("email=" + URLEncoder.encode(mail, UTF_8) + "&password=" + URLEncoder.encode(password, UTF_8));
    }

    private void sessions(Customer customer, String token) {
        customer.send(401, login(mail("stranger"), secret("guess")));
        customer.send(200, Call.of("GET", "/v1/auth/session").as(token));
        customer.send(401, Call.of("GET", "/v1/auth/session").as(secret("bearer")));
        customer.send(
                401, Call.of("GET", "/v1/auth/session").header("authorization", "Basic " + secret("credentials")));
        String cookie = customer.send(200, login("ada@example.com", "correct horse"))
                .header("set-cookie")
                .orElseThrow()
                .split(";", 2)[0];
        secrets.add(cookie.substring(cookie.indexOf('=') + 1));
        ReceivedResponse renewed = customer.send(
                200, Call.of("POST", "/v1/auth/refresh").header("cookie", "a=" + secret("cookie") + "; " + cookie));
        // The access token of a JSON response.
        secrets.add(renewed.text().replaceAll(".*\"accessToken\":\\s*\"([^\"]*)\".*", "$1"));
    }

    /** Sends wrong passwords in a form, in JSON and in messages. */
    private void passwords(Customer customer, String token) {
        ShopProto.LoginRequest guess = ShopProto.LoginRequest.newBuilder()
                .setEmail(mail("message"))
                .setPassword(secret("guess"))
                .build();
        customer.send(401, post("/v1/auth/login", guess));
        String login = "{\"email\":\"%s\",\"password\":\"%s\"}";
        customer.send(401, json("/v1/auth/login", login.formatted(mail("stranger"), secret("guess"))));
        Call change = Call.of("PUT", "/v1/auth/password").as(token);
        customer.send(403, change.form("current=" + secret("current") + "&replacement=" + secret("replacement")));
        ShopProto.PasswordChange message = ShopProto.PasswordChange.newBuilder()
                .setCurrent(secret("current"))
                .setReplacement(secret("replacement"))
                .build();
        customer.send(403, change.message(message));
        String passwords = "{\"current\":\"%s\",\"replacement\":\"%s\"}";
        customer.send(403, change.body(JSON, text(passwords.formatted(secret("current"), secret("replacement")))));
    }

    private void accounts(Customer customer, String mail, String token) {
        customer.send(200, Call.of("GET", "/v1/users/me").as(token));
        customer.send(200, Call.of("GET", "/v1/users/me").as(token).header("accept", JSON));
        long id = customer.send(200, Call.of("GET", "/v1/users/me").as(token))
                .message(ShopProto.User.parser())
                .getId();
        Call change = Call.of("PATCH", "/v1/users/" + id).as(token);
        customer.send(200, change.body(JSON, text("{\"name\":\"" + secret("rename") + "\"}")));
        customer.send(
                409,
                change.message(ShopProto.UserPatch.newBuilder()
                        .setEmail("ada@example.com")
                        .build()));
        customer.send(
                200,
                change.message(ShopProto.UserPatch.newBuilder().setEmail(mail).build()));
        String addresses = "/v1/users/" + id + "/addresses";
        ShopProto.NewAddress address = ShopProto.NewAddress.newBuilder()
                .setStreet(secret("street"))
                .setCity(secret("city"))
                .setPostalCode("postal-planted")
                .setCountry("DE")
                .build();
        secrets.add("postal-planted");
        customer.send(201, post(addresses, address).as(token));
        customer.send(200, Call.of("GET", addresses).as(token).header("accept", JSON));
    }

    private void orders(Customer customer, String token) {
        ShopProto.NewOrder.Builder order = ShopProto.NewOrder.newBuilder()
                .addLines(ShopProto.Line.newBuilder().setProductId(1).setQuantity(1));
        String note = "call " + mail("note") + ", card ";
        customer.send(
                201, post("/v1/orders", order.setNote(note + card()).build()).as(token));
        customer.send(
                201,
                post("/v1/orders", order.setNote(note + card()).build())
                        .as(token)
                        .header("accept", JSON));
        customer.send(
                201,
                json("/v1/orders", "{\"lines\":[{\"productId\":1,\"quantity\":1}],\"note\":\"" + note + card() + "\"}")
                        .as(token));
        String cart = customer.send(201, Call.of("POST", "/v1/carts").as(token))
                .header("location")
                .orElseThrow();
        customer.send(200, Call.of("PUT", cart + "/items/1").as(token));
        String checkout = cart + ":checkout?note=" + URLEncoder.encode(note + card(), UTF_8);
        customer.send(201, Call.of("POST", checkout).as(token));
        for (String accept : List.of(PROTOBUF, JSON)) {
            customer.send(200, Call.of("GET", "/v1/orders").as(token).header("accept", accept));
        }
        for (String accept : List.of(PROTOBUF, "application/x-ndjson", "text/csv")) {
            customer.send(200, Call.of("GET", "/v1/orders/export").as(token).header("accept", accept));
        }
    }

    private void reviews(Customer customer, String token) {
        String other = customer.send(
                        200, login("ada@example.com", "correct horse").header("accept", PROTOBUF))
                .message(ShopProto.SessionToken.parser())
                .getAccessToken();
        String text = "Good. Write to " + mail("review") + ", card " + card();
        customer.send(
                201, json(REVIEWS, "{\"stars\":5,\"text\":\"" + text + "\"}").as(token));
        ShopProto.NewReview review =
                ShopProto.NewReview.newBuilder().setStars(4).setText(text).build();
        customer.send(201, post(REVIEWS, review).as(other));
        customer.send(409, post(REVIEWS, review).as(other));
        customer.send(
                422,
                json(REVIEWS, "{\"stars\":9,\"text\":\"" + secret("rejected") + "\"}")
                        .as(token));
        for (String accept : List.of(PROTOBUF, JSON)) {
            customer.send(200, Call.of("GET", REVIEWS).header("accept", accept));
            customer.send(200, Call.of("GET", "/v1/catalog/reviews/1").header("accept", accept));
        }
        for (String accept : List.of(PROTOBUF, "application/x-ndjson")) {
            customer.send(200, Call.of("GET", "/v1/catalog/reviews/export").header("accept", accept));
        }
    }

    private void queriesAndFields(Customer customer, String token) {
        String price = "/v1/catalog/products/1/price?quantity=";
        customer.send(200, Call.of("GET", "/v1/catalog/search?q=" + URLEncoder.encode(mail("search"), UTF_8)));
        customer.send(200, Call.of("GET", "/v1/catalog/search?q=" + card()));
        customer.send(200, Call.of("GET", price + "1&access_token=" + secret("query") + "&card_number=" + card()));
        customer.send(
                200,
                Call.of("GET", price + "1")
                        .header("x-email", mail("field"))
                        .header("x-api-key", secret("key"))
                        .header("referer", "http://shop.example/reset?token=" + secret("referer")));
        customer.send(400, Call.of("POST", "/v1/orders").as(token).body(JSON, text("{\"note\": " + secret("broken"))));
    }

    private void paths(Customer customer, String token) {
        customer.send(404, Call.of("GET", "/v1/customers/" + mail("unknown")));
        customer.send(400, Call.of("GET", "/v1/users/" + mail("path")).as(token));
        customer.send(
                400,
                Call.of("GET", "/v1/users/" + URLEncoder.encode(mail("path"), UTF_8))
                        .as(token));
    }

    private void images(Customer customer, String admin) {
        secrets.add(admin);
        byte[] jpeg = JPEG.formatted(card() + secret("image")).getBytes(ISO_8859_1);
        Multipart form =
                Multipart.of().field("name", mail("part")).file("image", secret("file") + ".jpg", "image/jpeg", jpeg);
        String location = customer.send(
                        201,
                        Call.of("POST", "/v1/catalog/images")
                                .as(admin)
                                .body(form.contentType(), ByteString.copyFrom(form.bytes())))
                .header("location")
                .orElseThrow();
        customer.send(200, Call.of("GET", location));
        customer.send(204, Call.of("PUT", location).as(admin).body("image/jpeg", ByteString.copyFrom(jpeg)));
    }

    private static ByteString text(String text) {
        return ByteString.copyFromUtf8(text);
    }

    private static Call json(String target, String body) {
        return Call.of("POST", target).body(JSON, text(body));
    }

    private static Call post(String target, MessageLite body) {
        return Call.of("POST", target).message(body);
    }

    /** Returns the recorded exchanges of all segments, decompressed, one character for each byte. */
    private List<String> exchanges() throws IOException {
        List<String> messages = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                read(file, messages);
            }
        }
        return messages;
    }

    private static void read(Path file, List<String> messages) throws IOException {
        try (SegmentReader reader = SegmentReader.open(file)) {
            // The first message is the header of the segment.
            assertThat(reader.next()).isNotNull();
            for (byte[] message = reader.next(); message != null; message = reader.next()) {
                messages.add(new String(message, ISO_8859_1));
            }
        }
    }

    /** Returns a secret as it may occur in texts: plain, in another case, escaped, reversed, or in Base64. */
    private static List<String> encodings(String secret) {
        List<String> all = new ArrayList<>(List.of(secret, secret.toUpperCase(Locale.ROOT)));
        all.add(URLEncoder.encode(secret, UTF_8));
        all.add(new StringBuilder(secret).reverse().toString());
        for (int shift = 0; shift < 3; shift++) {
            // Bytes before a secret shift its characters in Base64. The first and last ones depend on other bytes.
            ByteArrayOutputStream shifted = new ByteArrayOutputStream();
            shifted.writeBytes(new byte[shift]);
            shifted.writeBytes(secret.getBytes(UTF_8));
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted.toByteArray());
            all.add(text.substring(shift == 0 ? 0 : 4, text.length() - 4));
        }
        return all;
    }

    /** The same value has the same pseudonym: an address in JSON and in a form, a token in a message and in a field. */
    private static void checkPseudonyms(List<String> exchanges) {
        List<String> logins = with(exchanges, "/v1/auth/login");
        List<String> own = with(exchanges, "/v1/users/me");
        String mail = first(own, "\"email\":\\s*\"(~[\\w-]{22})@redacted\\.invalid\"");
        assertThat(with(logins, "email=" + mail)).isNotEmpty();
        String token = first(own, "Bearer (~[\\w-]{22})");
        assertThat(with(logins, token)).isNotEmpty();
        assertThat(token).isNotEqualTo(mail);
    }

    private static List<String> with(List<String> exchanges, String part) {
        return exchanges.stream().filter(text -> text.contains(part)).toList();
    }

    private static String first(List<String> exchanges, String pattern) {
        return Pattern.compile(pattern)
                .matcher(String.join("\n", exchanges))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }
}
