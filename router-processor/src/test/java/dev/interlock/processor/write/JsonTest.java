package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.testing.AllocationProbe;
import io.avaje.jsonb.Jsonb;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests JSON bodies and results with adapters that avaje-jsonb generates. */
final class JsonTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import io.avaje.jsonb.Json;
            import java.net.URI;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            @Json.Import(Line.class)
            public final class Orders {
              @Json
              record Order(
                  long id,
                  List<Item> items,
                  @Nullable String note,
                  @Json.Property("lines") Map<String, Item> byName,
                  Optional<UUID> reference,
                  @Json.Alias("day") @Nullable LocalDate date) {}

              @Json
              record Item(Kind kind, int count, double price, boolean gift, @Nullable Integer discount) {
                Item {
                  if (count == 13) {
                    throw new IllegalArgumentException("a secret of the house");
                  }
                }
              }

              enum Kind { BOOK, TOY }

              @Json
              record Page<T>(List<T> values, int total) {}

              @Json
              record Tree(String name, List<Tree> branches) {}

              @Json(naming = Json.Naming.LowerUnderscore)
              record Address(String streetName, Optional<String> zipCode) {}

              @Json
              @Json.SubType(type = Card.class, name = "card")
              @Json.SubType(type = Cash.class, name = "cash")
              sealed interface Payment {}

              record Card(String number) implements Payment {}

              record Cash(int cents) implements Payment {}

              @Post("/order") Order order(@Body Order body) { return body; }
              @Post("/line") Line line(@Body Line body) { return body; }
              @Post("/list") List<Item> list(@Body List<Item> body) { return body; }
              @Post("/set") Set<Kind> set(@Body Set<Kind> body) { return body; }
              @Post("/strings") List<String> strings(@Body List<String> body) { return body; }
              @Post("/map") Map<String, Item> map(@Body Map<String, Item> body) { return body; }
              @Post("/nested") Map<String, List<Integer>> nested(@Body Map<String, List<Integer>> body) { return body; }
              @Post("/array") Item[] array(@Body Item[] body) { return body; }
              @Post("/ints") int[] ints(@Body int[] body) { return body; }
              @Post("/any") Map<String, Object> any(@Body Map<String, Object> body) { return body; }
              @Post("/page") Page<Item> page(@Body Page<Item> body) { return body; }
              @Post("/tree") Tree tree(@Body Tree body) { return body; }
              @Post("/address") Address address(@Body Address body) { return body; }
              @Post("/payment") Payment payment(@Body Payment body) { return body; }
              @Post("/optional") Optional<Item> optional(@Body Optional<Item> body) { return body; }
              @Post("/nullable") @Nullable Item nullable(@Body @Nullable Item body) { return body; }
              @Post("/later") CompletionStage<Item> later(@Body Item body) {
                return CompletableFuture.completedFuture(body);
              }
              @Post("/later/optional") CompletionStage<Optional<List<Item>>> laterOptional(@Body List<Item> body) {
                return CompletableFuture.completedFuture(Optional.of(body).filter(it -> !it.isEmpty()));
              }
              @Post("/text") String text(@Body String body) { return body; }
              @Post("/status") @Status(201) Kind[] status(@Body Optional<Kind[]> body) {
                return body.orElse(Kind.values());
              }
              @Get("/numbers") List<Double> numbers() { return List.of(1.5, 0.0, 1e300); }
              @Json record Pair(long id, int count) {}
              private static final Pair PAIR = new Pair(7, 2);
              @Post("/pair") void pair(@Body Pair body) {}
              @Get("/pair") Pair pair() { return PAIR; }
              @Get("/failing") Failing failing() { return new Failing(""); }

              @Json
              record Failing(String text) {
                public String text() { throw new IllegalStateException("cannot"); }
              }
            }

            final class Line {
              public String name = "";
              public int count;
            }
            """;

    private static final String ITEM = "{\"kind\":\"BOOK\",\"count\":2,\"price\":1.5,\"gift\":true,\"discount\":10}";
    private static final String PLAIN_ITEM = "{\"kind\":\"TOY\",\"count\":1,\"price\":0.1,\"gift\":false}";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.withJson(API, ORDERS);
    }

    private static ReceivedResponse post(String path, String body) throws Exception {
        return app.send("POST", "/orders" + path, body, "content-type: application/json");
    }

    private static void assertRoundTrip(String path, String json) throws Exception {
        ReceivedResponse response = post(path, json);
        assertWithMessage("%s", response.body()).that(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(json);
        assertThat(response.fields()).isEqualTo("content-type: application/json\r\n");
    }

    @Test
    void readsAndWritesEveryShape() throws Exception {
        String reference = "123e4567-e89b-12d3-a456-426614174000";
        String order =
                "{\"id\":7,\"items\":[%s,%s],\"note\":\"\u00e4\\n\\\"\",\"lines\":{\"a/b\":%s},\"reference\":\"%s\",\"date\":\"2026-01-31\"}"
                        .formatted(ITEM, PLAIN_ITEM, ITEM, reference);
        Map<String, String> bodies = Map.ofEntries(
                Map.entry("/order", order),
                Map.entry("/line", "{\"name\":\"x\",\"count\":3}"),
                Map.entry("/list", "[" + ITEM + "," + PLAIN_ITEM + "]"),
                Map.entry("/set", "[\"BOOK\"]"),
                Map.entry("/strings", "[\"a\",\"\"]"),
                Map.entry("/map", "{\"x\":" + ITEM + ",\"\":" + PLAIN_ITEM + "}"),
                Map.entry("/nested", "{\"x\":[1,-2]}"),
                Map.entry("/array", "[" + ITEM + "]"),
                Map.entry("/ints", "[2147483647,-2147483648]"),
                Map.entry("/any", "{\"x\":[1,\"y\",true,{\"z\":1.5}]}"),
                Map.entry("/page", "{\"values\":[" + ITEM + "],\"total\":1}"),
                Map.entry("/tree", "{\"name\":\"a\",\"branches\":[{\"name\":\"b\",\"branches\":[]}]}"),
                Map.entry("/address", "{\"street_name\":\"x\",\"zip_code\":\"1\"}"),
                Map.entry("/payment", "{\"@type\":\"cash\",\"cents\":5}"),
                Map.entry("/optional", ITEM),
                Map.entry("/nullable", ITEM),
                Map.entry("/later", ITEM),
                Map.entry("/later/optional", "[" + ITEM + "]"));
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            assertRoundTrip(body.getKey(), body.getValue());
        }
    }

    @Test
    void ignoresWhiteSpaceOrderAndUnknownProperties() throws Exception {
        String body = "\r\n{ \"gift\" : false ,\t\"x\":[{\"y\":null}], \"price\":0.1,\"count\":1 , \"kind\":\"TOY\"}\n";
        assertThat(post("/later", body).body()).isEqualTo(PLAIN_ITEM);
    }

    @Test
    void readsEscapedNamesAndAliases() throws Exception {
        String body = "{\"id\":1,\"items\":[],\"lin\\u0065s\":{},\"day\":\"2026-01-31\"}";
        assertThat(post("/order", body).body())
                .isEqualTo("{\"id\":1,\"items\":[],\"lines\":{},\"date\":\"2026-01-31\"}");
    }

    @Test
    void absentResultGets404() throws Exception {
        for (String body : List.of("", "null", " null ")) {
            assertThat(post("/optional", body).status()).isEqualTo(404);
            assertThat(post("/nullable", body).status()).isEqualTo(404);
        }
        assertThat(post("/later/optional", "[]").status()).isEqualTo(404);
    }

    @Test
    void keepsStatusAndTypeOfHandler() throws Exception {
        ReceivedResponse response = post("/status", "");
        assertThat(response.status()).isEqualTo(201);
        assertThat(response.body()).isEqualTo("[\"BOOK\",\"TOY\"]");
    }

    @Test
    void stringIsText() throws Exception {
        ReceivedResponse response = app.send("POST", "/orders/text", "{\"a\":1}", "content-type: text/plain");
        assertThat(response.body()).isEqualTo("{\"a\":1}");
        assertThat(app.route("POST", "/orders/text").consumes()).containsExactly("text/*");
    }

    @Test
    void routesDeclareJson() {
        assertThat(app.route("POST", "/orders/order").consumes())
                .containsExactly("application/json", "application/*+json");
        assertThat(app.route("POST", "/orders/order").produces()).containsExactly("application/json");
    }

    @Test
    void otherCharsetGets415() throws Exception {
        String type = "content-type: application/json;charset=";
        assertThat(app.send("POST", "/orders/later", ITEM, type + "utf-16").status())
                .isEqualTo(415);
        assertThat(app.send("POST", "/orders/later", ITEM, type + "UTF-8").status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /later  | {"kind":"CAR","count":2,"price":1,"gift":true}    | /kind  | one of BOOK, TOY      | "CAR"
            /later  | {"kind":1,"count":2,"price":1,"gift":true}        | /kind  | a string              | 1
            /later  | {"kind":"TOY","count":"2","price":1,"gift":true}  | /count | an integer from -2147483648 to 2147483647 | "2"
            /later  | {"kind":"TOY","count":2.0,"price":1,"gift":true}  | /count | an integer from -2147483648 to 2147483647 | 2.0
            /later  | {"kind":"TOY","count":2147483648,"price":1,"gift":true} | /count | an integer from -2147483648 to 2147483647 | 2147483648
            /later  | {"kind":"TOY","count":2,"price":1e999,"gift":true}| /price | a decimal number of up to 1.7e308 | 1e999
            /later  | {"kind":"TOY","count":2,"price":1,"gift":"true"}  | /gift  | true or false         | "true"
            /later  | []                                                | ``     | an object             | an array
            /list   | {}                                                | ``     | an array              | an object
            /map    | {"a/b~":[]}                                       | /a~1b~0 | an object            | an array
            /nested | {"x":[1,2,true]}                                  | /x/2   | an integer from -2147483648 to 2147483647 | true
            /order  | {"id":1,"items":[],"lines":{},"reference":"x"}    | /reference | a UUID such as 123e4567-e89b-12d3-a456-426614174000 | "x"
            /order  | {"id":1,"items":[],"lines":{},"date":"2026-02-30"} | /date | a date such as 2026-01-31 | "2026-02-30"
            /payment | {"@type":"gold"}                                 | ``     | an object whose @type is one of card, cash | an object
            /payment | {"cents":1}                                      | ``     | an object whose @type is one of card, cash | an object
            """)
    void namesWrongValue(String path, String body, String pointer, String expected, String actual) throws Exception {
        ReceivedResponse response = post(path, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(response.body()).contains("\"expected\":\"" + expected + "\"");
        assertThat(response.body()).contains("\"actual\":\"" + actual.replace("\"", "\\\"") + "\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /order   | {"items":[],"lines":{}}                                     | /id
            /order   | {"id":1,"lines":{}}                                         | /items
            /order   | {"id":1,"items":[]}                                         | /lines
            /order   | {"id":1,"items":[{"kind":"TOY","price":1,"gift":true}],"lines":{}} | /items/0/count
            /order   | {"id":1,"items":[],"lines":{"x":{"count":1,"price":1,"gift":true}}} | /lines/x/kind
            /page    | {"values":[]}                                               | /total
            /tree    | {"name":"a","branches":[{"name":"b"}]}                      | /branches/0/branches
            /address | {"zip_code":"1"}                                            | /street_name
            /list    | [{"kind":"TOY","count":1,"price":1}]                        | /0/gift
            """)
    void namesMissingProperty(String path, String body, String pointer) throws Exception {
        ReceivedResponse response = post(path, body);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"errors\":[{\"pointer\":\"" + pointer + "\",\"detail\":\"must be given\"}]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /later  | {"kind":"TOY","count":null,"price":1,"gift":true} | /count
            /later  | {"kind":null,"count":1,"price":1,"gift":true}     | /kind
            /list   | [null]                                            | /0
            """)
    void namesNullProperty(String path, String body, String pointer) throws Exception {
        ReceivedResponse response = post(path, body);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"errors\":[{\"pointer\":\"" + pointer + "\",\"detail\":\"must not be null\"}]");
    }

    @Test
    void classHasNoRequiredProperties() throws Exception {
        assertThat(post("/line", "{}").body()).isEqualTo("{\"name\":\"\",\"count\":0}");
    }

    @Test
    void rejectsRepeatedProperty() throws Exception {
        for (String path : List.of("/line", "/any", "/later")) {
            ReceivedResponse response = post(path, "{\"count\":1,\"count\":1}");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).contains("The property /count occurs twice.");
            assertThat(response.body()).contains("\"line\":1,\"column\":12,\"pointer\":\"/count\"");
        }
        ReceivedResponse alias = post("/order", "{\"date\":\"2026-01-31\",\"day\":\"2026-01-31\"}");
        assertThat(alias.body()).contains("The property /day occurs twice.");
    }

    @Test
    void hidesMessageOfThrowingConstructor() throws Exception {
        ReceivedResponse response = post("/list", "[" + ITEM + ",\n " + ITEM.replace("2", "13") + "]");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"line\":2,\"column\":2,\"pointer\":\"/1\"");
        assertThat(response.body()).doesNotContain("secret");
    }

    @Test
    void rejectsMissingBody() throws Exception {
        assertThat(post("/later", "").body()).contains("The body is missing");
        assertThat(post("/later", "null").body()).contains("\"expected\":\"an object\",\"actual\":\"null\"");
        assertThat(post("/later", "null").status()).isEqualTo(400);
    }

    @Test
    void unwritableResultThrows() {
        Exception thrown = assertThrows(Exception.class, () -> app.get("/orders/failing"));
        assertThat(thrown).hasMessageThat().contains("cannot");
    }

    @Test
    void applicationWithoutJsonNeedsNoLibrary() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .hide("io.avaje", "com.fasterxml")
                .compile(Source.of(API), Source.of("""
                        package shop;

                        import dev.interlock.annotation.*;

                        @Controller("/orders")
                        public final class Orders {
                          @Post String create(@Body String order) { return order; }
                        }
                        """));
        assertThat(compilation.complaints()).isEmpty();
        assertThat(compilation.generated().keySet())
                .containsExactly("shop.ApiRouter", "shop.ApiRouterSources", "shop.Orders_Digest");
        assertThat(compilation.generated().get("shop.ApiRouter")).doesNotContain("son");
    }

    @Test
    void acceptsOwnConfiguration() throws Exception {
        Compilation compilation = RunningApp.compileWithJson(API, ORDERS);
        ClassLoader loader = compilation.classLoader();
        Jsonb jsonb = Jsonb.builder()
                .serializeNulls(true)
                .failOnUnknown(true)
                .classLoader(loader)
                .build();
        Class<?> orders = loader.loadClass("shop.Orders");
        Router router = (Router) loader.loadClass("shop.ApiRouter")
                .getMethod("of", orders, Jsonb.class)
                .invoke(null, orders.getConstructor().newInstance(), jsonb);
        RunningApp configured = RunningApp.of(router);
        String type = "content-type: application/json";
        assertThat(configured.send("POST", "/orders/later", PLAIN_ITEM, type).body())
                .isEqualTo(PLAIN_ITEM.replace("}", ",\"discount\":null}"));
        ReceivedResponse refused = configured.send("POST", "/orders/later", "{\"x\":1}", type);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("There is no property /x.");
    }

    /** Reading allocates the record and boxes its numbers. Writing allocates avaje-jsonb's writer. */
    @Test
    void readingAndWritingAllocateLittle() {
        byte[] body = "{\"id\":7,\"count\":2}".getBytes(StandardCharsets.UTF_8);
        AllocationProbe.of(app.router())
                .post("/orders/pair", body, "Content-Type: application/json")
                .assertAtMost(80);
        AllocationProbe.of(app.router()).get("/orders/pair").assertAtMost(100);
    }

    @Test
    void writesNumbers() throws Exception {
        assertThat(app.get("/orders/numbers").body()).isEqualTo("[1.5,0.0,1E+300]");
    }
}
