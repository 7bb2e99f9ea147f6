package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.Answer;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Members that JSON lacks in the types that adapters of avaje-jsonb read by other means than the components of a record. */
class JsonbMembersTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            public final class Orders {
              @Json
              @Json.SubType(type = Card.class, name = "card")
              @Json.SubType(type = Cash.class)
              @Json.SubType(type = Both.class, name = "both")
              sealed interface Payment {}

              record Card(String number, @Json.Property("cvc") int code, @Nullable String owner, List<Item> items)
                  implements Payment {
                Card { number = number.strip(); }
              }

              record Cash(String owner, Optional<String> tip) implements Payment {}

              record Both(Payment first, Payment second) implements Payment {}

              @Json
              record Item(String name) {}

              @Json
              record Order(Payment payment, @Size(max = 1) String text) {}

              @Json(naming = Json.Naming.LowerUnderscore)
              @Json.SubType(type = Named.class, name = "named")
              interface Convention {}

              @Json(naming = Json.Naming.UpperCamel)
              record Named(String firstName) implements Convention {}

              @Json(typeProperty = "kind")
              @Json.SubType(type = Texts.class, name = "texts")
              @Json.SubType(type = Items.class, name = "items")
              interface Box {}

              record Texts(List<String> allValues) implements Box {}

              record Items(List<Item> allValues) implements Box {}

              @Post("/payment") String payment(@Body Payment payment) { return payment.toString(); }
              @Post("/payments") String payments(@Body List<Payment> payments) { return payments.toString(); }
              @Post("/order") String order(@Body Order order) { return order.toString(); }
              @Post("/named") String named(@Body Convention named) { return named.toString(); }
              @Post("/box") String box(@Body Box box) { return box.toString(); }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.withJson(API, ORDERS);
    }

    private static Answer post(String path, String json) throws Exception {
        return app.send("POST", "/orders" + path, json, "content-type: application/json");
    }

    private static String at(String pointer, String detail) {
        return "{\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
    }

    private static String absent(String pointer) {
        return at(pointer, "must be given");
    }

    private static String isNull(String pointer) {
        return at(pointer, "must not be null");
    }

    private static void assertErrors(String path, String json, String... errors) throws Exception {
        Answer answer = post(path, json);
        assertThat(answer.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(answer.status()).isEqualTo(422);
    }

    private static void assertRead(String path, String json, String value) throws Exception {
        Answer answer = post(path, json);
        assertThat(answer.body()).isEqualTo(value);
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void aSubtypeMustHaveItsMembers() throws Exception {
        String card = "[" + absent("/number") + "," + absent("/cvc") + "," + absent("/items") + "]";
        assertThat(post("/payment", "{\"@type\":\"card\"}").body()).contains("\"errors\":" + card);
        assertErrors("/payment", "{\"@type\":\"Orders.Cash\"}", absent("/owner"));
        assertErrors(
                "/payments",
                "[{\"@type\":\"Orders.Cash\",\"owner\":null},{\"number\":\"1\",\"cvc\":1,\"items\":[{}],\"@type\":\"card\"}]",
                isNull("/0/owner"),
                absent("/1/items/0/name"));
        assertErrors(
                "/order",
                "{\"payment\":{\"owner\":null,\"number\":null,\"@type\":\"card\"},\"text\":\"ab\"}",
                isNull("/payment/number"),
                absent("/payment/cvc"),
                absent("/payment/items"));
        assertErrors(
                "/order",
                "{\"payment\":{\"@type\":\"Orders.Cash\"},\"text\":\"ab\"}",
                absent("/payment/owner"),
                at("/text", "must have at most 1 character"));
        assertErrors(
                "/payment",
                "{\"@type\":\"both\",\"first\":{\"@type\":\"both\",\"first\":{\"@type\":\"card\"}},\"second\":null}",
                absent("/first/first/number"),
                absent("/first/first/cvc"),
                absent("/first/first/items"),
                absent("/first/second"),
                isNull("/second"));
    }

    @Test
    void aWholeSubtypeIsRead() throws Exception {
        assertRead("/payment", "{\"owner\":\"a\",\"@type\":\"Orders.Cash\"}", "Cash[owner=a, tip=Optional.empty]");
        assertRead(
                "/payment",
                "{\"@type\":\"card\",\"number\":\"1\",\"cvc\":2,\"items\":[{\"name\":\"b\"}],\"owner\":null}",
                "Card[number=1, code=2, owner=null, items=[Item[name=b]]]");
    }

    @Test
    void membersOfSubtypesHaveNamesByTheConventionOfTheirInterface() throws Exception {
        assertRead("/named", "{\"@type\":\"named\",\"first_name\":\"a\"}", "Named[firstName=a]");
        assertErrors("/named", "{\"@type\":\"named\",\"FirstName\":\"a\"}", absent("/first_name"));
    }

    @Test
    void membersOfOneNameMayHaveAnotherTypeInEachSubtype() throws Exception {
        assertRead("/box", "{\"kind\":\"texts\",\"allValues\":[\"a\"]}", "Texts[allValues=[a]]");
        assertErrors("/box", "{\"kind\":\"texts\",\"allValues\":[null]}", isNull("/allValues/0"));
        assertErrors("/box", "{\"kind\":\"items\",\"allValues\":[{}]}", absent("/allValues/0/name"));
        assertErrors("/box", "{\"kind\":\"items\"}", absent("/allValues"));
    }

    @Test
    void anUnknownSubtypeIs400() throws Exception {
        for (String json : new String[] {
            "{}", "{\"@type\":null}", "{\"@type\":\"a\",\"items\":[{}]}", "{\"items\":[{}],\"owner\":null}", "[]"
        }) {
            Answer answer = post("/payment", json);
            assertWithMessage(json).that(answer.status()).isEqualTo(400);
            assertWithMessage(json).that(answer.body()).doesNotContain("errors");
        }
        assertThat(post("/payment", "{\"@type\":\"a\"}").body())
                .contains("an object whose @type is one of card, Orders.Cash, both");
        assertThat(post("/payment", "{\"@type\":\"card\",\"x\":1,\"x\":1}").body()).contains("/x is there twice");
        assertThat(post("/payment", "{\"@type\":\"card\",\"@type\":\"both\"}").status()).isEqualTo(400);
    }
}
