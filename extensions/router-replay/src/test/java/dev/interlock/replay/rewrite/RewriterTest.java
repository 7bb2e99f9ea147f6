package dev.interlock.replay.rewrite;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.replay.body.BodyTree;
import dev.interlock.replay.body.MessageTypes;
import dev.interlock.replay.hook.ReplayHook;
import dev.interlock.replay.hook.ReplayRequest;
import dev.interlock.replay.hook.ReplayResponse;
import dev.interlock.replay.traffic.Body;
import dev.interlock.replay.traffic.Exchange;
import dev.interlock.replay.traffic.Field;
import dev.interlock.replay.traffic.RecordedRequest;
import dev.interlock.replay.traffic.RecordedResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RewriterTest {
    private static final TargetAddress TARGET = TargetAddress.parse("new", "http://10.0.0.1:8080");

    private final LearnedValues values = new LearnedValues(100);
    private final Rewriter rewriter = rewriter(List.of(), false);
    private final Credentials credentials = new Credentials();

    private Rewriter rewriter(List<ReplayHook> hooks, boolean keepsHost) {
        return new Rewriter(
                TARGET, values, new IdRules(Set.of("sku")), new BodyTree(MessageTypes.none()), hooks, keepsHost);
    }

    private static List<Field> fields(String... namesAndValues) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.add(new Field(namesAndValues[i], namesAndValues[i + 1]));
        }
        return fields;
    }

    private static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Exchange exchange(
            String method, String target, List<Field> fields, String body, String response, String... responseFields) {
        List<Field> all = new ArrayList<>(fields("Content-Type", "application/json"));
        all.addAll(fields(responseFields));
        return new Exchange(
                null,
                0,
                0,
                method + " /",
                new RecordedRequest(method, target, "https", "shop.example", fields, body(body)),
                new RecordedResponse(201, all, body(response)));
    }

    private void learn(Exchange exchange, String response, String... responseFields) throws HookException {
        List<Field> all = new ArrayList<>(fields("Content-Type", "application/json"));
        all.addAll(fields(responseFields));
        byte[] bytes = response.getBytes(StandardCharsets.UTF_8);
        OutgoingRequest sent = rewriter.prepare(exchange, credentials);
        rewriter.learn(exchange, sent, new ReceivedResponse(201, all, bytes, bytes.length), credentials);
    }

    private String target(String recorded) throws HookException {
        return rewriter.prepare(exchange("GET", recorded, List.of(), "", ""), credentials)
                .target();
    }

    private String sentBody(String target, String contentType, String body) throws HookException {
        Exchange exchange = exchange("POST", target, fields("Content-Type", contentType), body, "");
        return new String(rewriter.prepare(exchange, credentials).body(), StandardCharsets.UTF_8);
    }

    private String header(String name, String recorded, Credentials of) throws HookException {
        return String.valueOf(rewriter.prepare(exchange("GET", "/", fields(name, recorded), "", ""), of)
                .header(name));
    }

    @Test
    void replacesHostAndDropsFieldsOfConnection() throws HookException {
        List<Field> recorded = fields(
                "Host", "shop.example",
                "Connection", "X-Hop, keep-alive",
                "X-Hop", "1",
                "Keep-Alive", "5",
                "Content-Length", "99",
                "Transfer-Encoding", "chunked",
                "Expect", "100-continue",
                "Origin", "https://shop.example",
                "Accept-Encoding", "br;q=1, gzip, zstd",
                "X-Bad", "a\nb",
                "X-Good", "a");
        OutgoingRequest request = rewriter.prepare(exchange("POST", "/a?b", recorded, "x", ""), credentials);
        assertThat(request.fields())
                .containsExactlyElementsIn(fields(
                        "Host", "10.0.0.1:8080",
                        "Origin", "http://10.0.0.1:8080",
                        "Accept-Encoding", "gzip",
                        "X-Good", "a"))
                .inOrder();
        assertThat(request.target()).isEqualTo("/a?b");
        assertThat(rewriter(List.of(), true)
                        .prepare(exchange("GET", "/", recorded, "", ""), credentials)
                        .header("host"))
                .isEqualTo("shop.example");
    }

    /** 17 is an order and also a customer. Only the order was created. */
    @Test
    void replacesShortIdsInTheirScope() throws HookException {
        Exchange created =
                exchange("POST", "/v1/orders", List.of(), "", "{\"id\":17,\"total\":17}", "Location", "/v1/orders/17");
        learn(created, "{\"id\":23,\"total\":17}", "Location", "/v1/orders/23");
        assertThat(target("/v1/orders/17")).isEqualTo("/v1/orders/23");
        assertThat(target("/v1/orders/17/items/17")).isEqualTo("/v1/orders/23/items/17");
        assertThat(target("/v1/orders/17:cancel")).isEqualTo("/v1/orders/23:cancel");
        assertThat(target("/v1/customers/17")).isEqualTo("/v1/customers/17");
        assertThat(target("/v1/search?orderId=17&page=17")).isEqualTo("/v1/search?orderId=23&page=17");
        assertThat(sentBody("/v1/payments", "application/json", "{\"orderId\":17,\"amount\":17,\"order\":{\"id\":17}}"))
                .isEqualTo("{\"orderId\":23,\"amount\":17,\"order\":{\"id\":23}}");
        assertThat(sentBody("/v1/payments", "application/x-www-form-urlencoded", "order_id=17&amount=17"))
                .isEqualTo("order_id=23&amount=17");
    }

    /** A cart becomes an order, so only the location tells whose id it is. It must end what 17 was before. */
    @Test
    void learnsIdsOfLocationsThatAreTheSame() throws HookException {
        Exchange earlier = exchange("POST", "/v1/orders", List.of(), "", "{}", "Location", "/v1/orders/16");
        learn(earlier, "{}", "Location", "/v1/orders/17");
        Exchange created = exchange("POST", "/v1/carts/c:checkout", List.of(), "", "{}", "Location", "/v1/orders/17");
        learn(created, "{}", "Location", "/v1/orders/17");
        assertThat(rewriter.values().recordedOf("order", "17")).isEqualTo("17");
        assertThat(target("/v1/orders/17")).isEqualTo("/v1/orders/17");
    }

    /** Otherwise, each request of the API would wait for each order: all have "v1" in their paths. */
    @Test
    void onlyNewIdsAreAwaited() {
        Exchange order = exchange(
                "POST",
                "/v1/orders",
                fields("Content-Type", "application/json"),
                "{\"lines\":[{\"productId\":\"5\"}]}",
                "{\"id\":\"75\",\"userId\":\"6\",\"lines\":[{\"productId\":\"5\"}]}",
                "Location",
                "/v1/orders/75");
        assertThat(rewriter.created(order)).containsExactly("75");
        Exchange named = exchange("POST", "/orders", List.of(), "", "{\"orderId\":17,\"userId\":6}");
        assertThat(rewriter.created(named)).containsExactly("17");
    }

    @Test
    void replacesLongIdsEverywhere() throws HookException {
        learn(
                exchange("POST", "/carts", List.of(), "", "{\"cart\":{\"key\":\"c-0123456789ab\"}}"),
                "{\"cart\":{\"key\":\"c-ffff56789abc\"}}");
        assertThat(target("/anything/c-0123456789ab")).isEqualTo("/anything/c-ffff56789abc");
        assertThat(sentBody(
                        "/x", "application/json", "{\"note\":\"c-0123456789ab\",\"link\":\"/carts/c-0123456789ab\"}"))
                .isEqualTo("{\"note\":\"c-ffff56789abc\",\"link\":\"/carts/c-ffff56789abc\"}");
    }

    @Test
    void namesOfRulesAreIds() throws HookException {
        learn(exchange("POST", "/p", List.of(), "", "{\"sku\":\"A1\"}"), "{\"sku\":\"B2\"}");
        assertThat(target("/products/A1")).isEqualTo("/products/B2");
    }

    @Test
    void learnsNothingFromFailuresAndReads() throws HookException {
        Exchange read = exchange("GET", "/v1/orders", List.of(), "", "{\"id\":17}");
        learn(read, "{\"id\":23}");
        assertThat(target("/v1/orders/17")).isEqualTo("/v1/orders/17");
        Exchange created = exchange("POST", "/v1/orders", List.of(), "", "{\"id\":17}");
        byte[] failed = "{\"id\":99}".getBytes(StandardCharsets.UTF_8);
        rewriter.learn(
                created,
                rewriter.prepare(created, credentials),
                new ReceivedResponse(500, fields("Content-Type", "application/json"), failed, failed.length),
                credentials);
        assertThat(target("/v1/orders/17")).isEqualTo("/v1/orders/17");
    }

    @Test
    void keepsBodyWithoutKnownId() throws HookException {
        values.learn("order", "5", "6");
        String odd = "{ \"a\" : 1.50 ,\t\"b\":[ ] }";
        assertThat(sentBody("/x", "application/json", odd)).isEqualTo(odd);
    }

    /** The token has the same pseudonym in the response and in later requests, also on other connections. */
    @Test
    void replacesToken() throws HookException {
        learn(exchange("POST", "/sign-in", List.of(), "", "{\"token\":\"~p1\"}"), "{\"token\":\"secret\"}");
        assertThat(header("Authorization", "Bearer ~p1", new Credentials())).isEqualTo("Bearer secret");
        assertThat(header("Authorization", "Bearer ~p2", new Credentials())).isEqualTo("Bearer ~p2");
    }

    /**
     * The pseudonym is of the whole field, so it is unknown. The connection tells whose token it is. After that, other
     * connections can replace it, too.
     */
    @Test
    void replacesPseudonymOfWholeField() throws HookException {
        learn(exchange("POST", "/sign-in", List.of(), "", "{\"token\":\"~p1\"}"), "{\"token\":\"secret\"}");
        assertThat(header("Authorization", "~field", new Credentials())).isEqualTo("~field");
        assertThat(header("Authorization", "~field", credentials)).isEqualTo("Bearer secret");
        assertThat(header("Authorization", "~field", new Credentials())).isEqualTo("Bearer secret");
    }

    @Test
    void replacesCookies() throws HookException {
        learn(
                exchange(
                        "POST",
                        "/sign-in",
                        List.of(),
                        "",
                        "",
                        "Set-Cookie",
                        "session=~1; Path=/",
                        "Set-Cookie",
                        "theme=dark"),
                "",
                "Set-Cookie",
                "session=real; Path=/",
                "Set-Cookie",
                "theme=dark");
        assertThat(header("Cookie", "session=~1; theme=dark; other=~1", new Credentials()))
                .isEqualTo("session=real; theme=dark; other=~1");
        // Unknown pseudonym on the same connection.
        assertThat(header("Cookie", "session=~2", credentials)).isEqualTo("session=real");
    }

    @Test
    void hooksChangeRequestsAndLearn() throws HookException {
        ReplayHook hook = new ReplayHook() {
            @Override
            public void beforeRequest(ReplayRequest request) {
                request.setHeader("X-Target", request.targetName());
                request.setBody("{\"password\":\"test\"}".getBytes(StandardCharsets.UTF_8));
                request.setTarget(request.target() + "?hooked");
            }

            @Override
            public void afterResponse(ReplayResponse response) {
                response.learn(
                        Objects.requireNonNull(response.recordedHeader("X-Key")),
                        Objects.requireNonNull(response.header("X-Key")));
            }
        };
        Rewriter hooked = rewriter(List.of(hook), false);
        Exchange signIn = exchange("POST", "/sign-in", List.of(), "{\"password\":\"~1\"}", "", "X-Key", "old-key");
        OutgoingRequest request = hooked.prepare(signIn, credentials);
        assertThat(request.target()).isEqualTo("/sign-in?hooked");
        assertThat(request.header("x-target")).isEqualTo("new");
        assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("{\"password\":\"test\"}");
        hooked.learn(
                signIn, request, new ReceivedResponse(200, fields("X-Key", "new-key"), new byte[0], 0), credentials);
        assertThat(target("/keys/old-key")).isEqualTo("/keys/new-key");
    }

    @Test
    void reportsHookThatThrows() {
        ReplayHook hook = new ReplayHook() {
            @Override
            public void beforeRequest(ReplayRequest request) {
                request.setTarget("http://elsewhere/\r\nX: y");
            }
        };
        HookException problem = assertThrows(
                HookException.class,
                () -> rewriter(List.of(hook), false).prepare(exchange("GET", "/", List.of(), "", ""), credentials));
        assertThat(problem).hasMessageThat().contains("not a target in origin-form");
    }

    @Test
    void valuesAreBounded() {
        for (int i = 0; i < 1000; i++) {
            values.learn("", "recorded" + i, "received" + i);
        }
        assertThat(values.size()).isEqualTo(100);
        assertThat(values.replacement("", "recorded999")).isEqualTo("received999");
        assertThat(values.replacement("", "recorded1")).isNull();
        assertThat(values.recordedOf("", "received999")).isEqualTo("recorded999");
    }

    @Test
    void parsesTargets() {
        assertThat(TargetAddress.parse("a", "localhost:80").authority()).isEqualTo("localhost");
        assertThat(TargetAddress.parse("a", "https://[::1]:8443/").authority()).isEqualTo("[::1]:8443");
        for (String bad : List.of("http://a/path", "ftp://a", "http://u@a", "http://", "http://a b")) {
            assertThat(assertThrows(IllegalArgumentException.class, () -> TargetAddress.parse("a", bad)))
                    .hasMessageThat()
                    .contains("Tip:");
        }
    }
}
