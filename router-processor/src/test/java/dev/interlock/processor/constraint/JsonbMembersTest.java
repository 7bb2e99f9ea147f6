package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests missing members of types that avaje-jsonb does not read like a plain record. */
class JsonbMembersTest {
    private static final int WIDTH = 70;

    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
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

              @Json
              static class Bean extends Parent {
                public int count;
                private Item item;
                private List<Item> items = List.of();
                @Json.Property("most") public Item[] all = {};
                public void setItem(Item item) { this.item = item; }
                public Item getItem() { return item; }
                public void setItems(List<Item> items) { this.items = List.copyOf(items); }
                public List<Item> getItems() { return items; }
                @Override public String toString() { return count + " " + item + " " + items + " " + payment; }
              }

              static class Parent { public Payment payment; }

              @Json
              record Around(Bean bean, @Size(max = 1) String text) {}

              @Json(naming = Json.Naming.LowerUnderscore)
              record Made(String text, int total) {
                @Json.Creator
                static Made of(String text, @Nullable String lastName, Item anItem, Optional<String> more) {
                  return new Made(text.strip(), 1);
                }
              }

              @Json
              record Wide(%s, Item last, @Nullable String none) {
                @Override public String toString() { return c0 + " " + c69 + " " + last; }
              }

              @Json(caseInsensitiveKeys = true)
              record Loose(String firstName, @Json.Alias("IDs") List<Item> items, @Nullable String note) {}

              @Post("/bean") String bean(@Body Bean bean) { return bean.toString(); }
              @Post("/around") String around(@Body Around around) { return around.toString(); }
              @Post("/made") String made(@Body List<Made> made) { return made.toString(); }
              @Post("/wide") String wide(@Body Wide wide) { return wide.toString(); }
              @Post("/loose") String loose(@Body Loose loose) { return loose.toString(); }
              @Post("/payment") String payment(@Body Payment payment) { return payment.toString(); }
              @Post("/payments") String payments(@Body List<Payment> payments) { return payments.toString(); }
              @Post("/order") String order(@Body Order order) { return order.toString(); }
              @Post("/named") String named(@Body Convention named) { return named.toString(); }
              @Post("/box") String box(@Body Box box) { return box.toString(); }
            }
            """.formatted(members(i -> "int c" + i));

    private static String members(IntFunction<String> member) {
        return IntStream.range(0, WIDTH).mapToObj(member).collect(Collectors.joining(", "));
    }

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.withJson(API, ORDERS);
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
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
        ReceivedResponse response = post(path, json);
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(422);
    }

    private static void assertRead(String path, String json, String value) throws Exception {
        ReceivedResponse response = post(path, json);
        assertThat(response.body()).isEqualTo(value);
        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void requiresMembersOfSubtype() throws Exception {
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
    void readsCompleteSubtype() throws Exception {
        assertRead("/payment", "{\"owner\":\"a\",\"@type\":\"Orders.Cash\"}", "Cash[owner=a, tip=Optional.empty]");
        assertRead(
                "/payment",
                "{\"@type\":\"card\",\"number\":\"1\",\"cvc\":2,\"items\":[{\"name\":\"b\"}],\"owner\":null}",
                "Card[number=1, code=2, owner=null, items=[Item[name=b]]]");
    }

    @Test
    void interfaceDecidesNamesInSubtypes() throws Exception {
        assertRead("/named", "{\"@type\":\"named\",\"first_name\":\"a\"}", "Named[firstName=a]");
        assertErrors("/named", "{\"@type\":\"named\",\"FirstName\":\"a\"}", absent("/first_name"));
    }

    @Test
    void subtypesMayDifferInMemberType() throws Exception {
        assertRead("/box", "{\"kind\":\"texts\",\"allValues\":[\"a\"]}", "Texts[allValues=[a]]");
        assertErrors("/box", "{\"kind\":\"texts\",\"allValues\":[null]}", isNull("/allValues/0"));
        assertErrors("/box", "{\"kind\":\"items\",\"allValues\":[{}]}", absent("/allValues/0/name"));
        assertErrors("/box", "{\"kind\":\"items\"}", absent("/allValues"));
    }

    @Test
    void requiresMembersOfRecordInClass() throws Exception {
        assertRead("/bean", "{}", "0 null [] null");
        assertRead(
                "/bean",
                "{\"items\":[{\"name\":\"a\"}],\"x\":{},\"item\":null,\"count\":1}",
                "1 null [Item[name=a]] null");
        assertErrors(
                "/bean",
                "{\"item\":{},\"items\":[{}],\"most\":[{\"name\":null}],\"payment\":{\"@type\":\"Orders.Cash\"}}",
                absent("/item/name"),
                absent("/items/0/name"),
                isNull("/most/0/name"),
                absent("/payment/owner"));
        assertErrors(
                "/around",
                "{\"bean\":{\"count\":null,\"item\":{}},\"text\":\"ab\"}",
                isNull("/bean/count"),
                absent("/bean/item/name"),
                at("/text", "must have at most 1 character"));
    }

    @Test
    void rejectsRepeatedNames() throws Exception {
        for (String name : new String[] {"count", "x", "most", "item"}) {
            ReceivedResponse response = post("/bean", "{\"%1$s\":null,\"%1$s\":null}".formatted(name));
            assertThat(response.body()).contains("The property /%s occurs twice.".formatted(name));
            assertThat(response.status()).isEqualTo(400);
        }
    }

    @Test
    void creatorsRequireTheirParameters() throws Exception {
        assertRead(
                "/made",
                "[{\"text\":\"a\",\"an_item\":{\"name\":\"b\"}},{\"text\":\"c\",\"total\":7,\"an_item\":{\"name\":\"b\"}}]",
                "[Made[text=a, total=1], Made[text=c, total=1]]");
        assertErrors("/made", "[{\"total\":1,\"an_item\":{}}]", absent("/0/an_item/name"), absent("/0/text"));
        assertErrors(
                "/made",
                "[{\"text\":\"a\",\"an_item\":null},{\"text\":\"a\"}]",
                isNull("/0/an_item"),
                absent("/1/an_item"));
    }

    @Test
    void recordsMayHaveManyMembers() throws Exception {
        String most = members(i -> "\"c" + i + "\":" + i);
        assertRead("/wide", "{" + most + ",\"last\":{\"name\":\"a\"}}", "0 69 Item[name=a]");
        assertErrors(
                "/wide",
                "{" + most.replace("\"c63\":63, ", "").replace("\"c64\":64, ", "") + "}",
                absent("/c63"),
                absent("/c64"),
                absent("/last"));
        assertErrors("/wide", "{" + most + ",\"last\":{\"none\":1}}", absent("/last/name"));
        ReceivedResponse twice = post("/wide", "{" + most + ",\"c69\":1}");
        assertThat(twice.body()).contains("/c69 occurs twice");
        assertThat(twice.status()).isEqualTo(400);
    }

    @Test
    void requiresMembersWithoutCase() throws Exception {
        assertRead(
                "/loose",
                "{\"FIRSTNAME\":\"a\",\"ids\":[{\"name\":\"b\"}]}",
                "Loose[firstName=a, items=[Item[name=b]], note=null]");
        assertErrors("/loose", "{\"Items\":[{}]}", absent("/items/0/name"), absent("/firstName"));
        assertErrors("/loose", "{\"FirstName\":null}", isNull("/firstName"), absent("/items"));
        assertThat(post("/loose", "{\"firstName\":\"a\",\"FIRSTNAME\":\"b\"}").status())
                .isEqualTo(400);
    }

    @Test
    void rejectsUnknownSubtype() throws Exception {
        for (String json : new String[] {
            "{}", "{\"@type\":null}", "{\"@type\":\"a\",\"items\":[{}]}", "{\"items\":[{}],\"owner\":null}", "[]"
        }) {
            ReceivedResponse response = post("/payment", json);
            assertWithMessage(json).that(response.status()).isEqualTo(400);
            assertWithMessage(json).that(response.body()).doesNotContain("errors");
        }
        assertThat(post("/payment", "{\"@type\":\"a\"}").body())
                .contains("an object whose @type is one of card, Orders.Cash, both");
        assertThat(post("/payment", "{\"@type\":\"card\",\"x\":1,\"x\":1}").body())
                .contains("/x occurs twice");
        assertThat(post("/payment", "{\"@type\":\"card\",\"@type\":\"both\"}").status())
                .isEqualTo(400);
    }
}
