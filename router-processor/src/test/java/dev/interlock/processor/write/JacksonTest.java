package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests JSON bodies and results that Jackson reads and writes, because avaje-jsonb has no adapter for them. */
final class JacksonTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import dev.interlock.annotation.*;
            import com.fasterxml.jackson.annotation.*;
            import dev.interlock.http.*;
            import java.math.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            public final class Orders {
              record Order(long id, List<Item> items, @Nullable String note, Map<String, Item> byName) {}

              record Item(Kind kind, int count, double price, boolean gift, @Nullable Integer discount) {
                Item {
                  if (count == 13) {
                    throw new IllegalArgumentException("a secret of the house");
                  }
                }
              }

              enum Kind { BOOK, TOY }

              /** One of each that has a text of its own. */
              record Values(@Nullable Double d, @Nullable List<Double> boxes, double @Nullable [] ds, @Nullable Float f,
                  float @Nullable [] fs, @Nullable Number number, @Nullable Byte by, @Nullable Short s, @Nullable Long l,
                  @Nullable Character c, byte @Nullable [] bytes,
                  @Nullable BigDecimal decimal, @Nullable BigInteger integer, @Nullable UUID uuid, @Nullable String t,
                  @Nullable Kind kind, @Nullable Size size, @Nullable Rank rank, @Nullable Item item, @Nullable Bean bean,
                  @Nullable List<Kind> list, @Nullable Map<Integer, Integer> map) {}

              record Primitives(double d, float f, byte by, short s) {}

              enum Size { @JsonProperty("small") SMALL, @JsonProperty("large") LARGE }

              enum Rank {
                FIRST(1), SECOND(2);

                private final int number;

                Rank(int number) {
                  this.number = number;
                }

                @JsonValue
                public int number() {
                  return number;
                }
              }

              public static final class Bean {
                public int x;
              }

              record Page<T>(List<T> values, int total) {}

              @Post("/order") Order order(@Body Order body) { return body; }
              @Post("/item") Item item(@Body Item body) { return body; }
              @Post("/values") Values values(@Body Values body) { return body; }
              @Post("/counts") Map<String, Integer> counts(@Body Map<String, Integer> body) { return body; }
              @Post("/primitives") Primitives primitives(@Body Primitives body) { return body; }
              @Post("/list") List<Item> list(@Body List<Item> body) { return body; }
              @Post("/array") Item[] array(@Body Item[] body) { return body; }
              @Post("/numbers") Map<Integer, Item> numbers(@Body Map<Integer, Item> body) { return body; }
              @Post("/page") Page<Item> page(@Body Page<Item> body) { return body; }
              @Post("/optional") Optional<Item> optional(@Body Optional<Item> body) { return body; }
              @Post("/nullable") @Nullable Item nullable(@Body @Nullable Item body) { return body; }
              @Post("/later") CompletionStage<Item> later(@Body Item body) {
                return CompletableFuture.completedFuture(body);
              }
              @Post("/stream") Flow.Publisher<Item> stream(@Body Flow.Publisher<Item> body) { return body; }
              @Post("/last") CompletionStage<Item> last(@Body Flow.Publisher<Item> body) {
                CompletableFuture<Item> last = new CompletableFuture<>();
                body.subscribe(new Flow.Subscriber<>() {
                  private Item item;
                  @Override public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                  }
                  @Override public void onNext(Item next) { item = next; }
                  @Override public void onError(Throwable failure) { last.completeExceptionally(failure); }
                  @Override public void onComplete() { last.complete(item); }
                });
                return last;
              }
              @Get("/events") Flow.Publisher<ServerSentEvent<Page<String>>> events() {
                SubmissionPublisher<ServerSentEvent<Page<String>>> events = new SubmissionPublisher<>();
                return subscriber -> {
                  events.subscribe(subscriber);
                  events.submit(ServerSentEvent.of(new Page<>(List.of("a"), 1)));
                  events.close();
                };
              }
            }
            """;

    private static final String ITEM = "{\"kind\":\"BOOK\",\"count\":2,\"price\":1.5,\"gift\":true,\"discount\":10}";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.load(withoutAvaje());
    }

    private static Compilation withoutAvaje() {
        Compilation compilation = Compilation.with(new RouterProcessor())
                .option("-Werror")
                .hide("io.avaje")
                .compile(Source.of(API), Source.of(ORDERS));
        assertThat(compilation.complaints()).isEmpty();
        return compilation;
    }

    private static ReceivedResponse post(String path, String body) throws Exception {
        return app.send("POST", "/orders" + path, body, "content-type: application/json");
    }

    @Test
    void readsAndWritesEveryShape() throws Exception {
        Map<String, String> bodies = Map.of(
                "/order", "{\"id\":7,\"items\":[" + ITEM + "],\"note\":\"\u00e4\",\"byName\":{\"a\":" + ITEM + "}}",
                "/list", "[" + ITEM + "]",
                "/array", "[" + ITEM + "]",
                "/numbers", "{\"7\":" + ITEM + "}",
                "/page", "{\"values\":[" + ITEM + "],\"total\":1}",
                "/optional", ITEM,
                "/nullable", ITEM,
                "/later", ITEM);
        for (Map.Entry<String, String> body : bodies.entrySet()) {
            ReceivedResponse response = post(body.getKey(), body.getValue());
            assertWithMessage("%s", response.body()).that(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(body.getValue());
            assertThat(response.fields()).isEqualTo("content-type: application/json\r\n");
        }
    }

    @Test
    void absentResultGets404() throws Exception {
        for (String body : List.of("", "null")) {
            assertThat(post("/optional", body).status()).isEqualTo(404);
            assertThat(post("/nullable", body).status()).isEqualTo(404);
            assertThat(post("/item", body).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /item  | {"kind":"TOY","count":null,"price":1,"gift":true} | /count  | must not be null
            /item  | {"kind":null,"count":2,"price":1,"gift":true}     | /kind   | must not be null
            /item  | {"kind":"TOY","price":1,"gift":true}              | /count  | must be given
            /order | {"id":1,"items":[]}                               | /byName | must be given
            """)
    void namesMissingMember(String path, String body, String pointer, String text) throws Exception {
        ReceivedResponse response = post(path, body);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body())
                .contains("\"errors\":[{\"pointer\":\"%s\",\"detail\":\"%s\"}]".formatted(pointer, text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /item  | {"kind":"CAR","count":2,"price":1,"gift":true}    | /kind  | must be one of BOOK, TOY
            /item  | {"kind":0,"count":2,"price":1,"gift":true}        | /kind  | must be one of BOOK, TOY
            /item  | {"kind":"TOY","count":"2","price":1,"gift":true}  | /count | must be an integer from -2147483648 to 2147483647
            /item  | {"kind":"TOY","count":2.5,"price":1,"gift":true}  | /count | must be an integer from -2147483648 to 2147483647
            /item  | {"kind":"TOY","count":1,"count":1}                | /count | occurs twice
            /item  | {"kind":"TOY","count":13,"price":1,"gift":true}   | ``     | The body is not valid
            /order | {"id":1,"items":[{"kind":"x"}],"byName":{}}       | /items/0/kind | must be one of BOOK, TOY
            /order | {"id":1,"items":[],"byName":{"a/b":{"count":[]}}} | /byName/a~1b/count | must be an integer
            /list  | {}                                                | ``     | The body
            """)
    void namesWrongValue(String path, String body, String pointer, String text) throws Exception {
        ReceivedResponse response = post(path, body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(response.body()).contains(text);
        assertThat(response.body()).contains("\"line\":1");
        assertThat(response.body()).doesNotContain("shop.");
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"d":"NaN"}             | 6  | The value at /d must be a decimal number of up to 1.7e308.
            {"d":"1.5"}             | 6  | The value at /d must be a decimal number of up to 1.7e308.
            {"d":1e400}             | 6  | The value at /d must be a decimal number of up to 1.7e308.
            {"d":-1e400}            | 6  | The value at /d must be a decimal number of up to 1.7e308.
            {"d":[]}                | 6  | The value at /d must be a decimal number of up to 1.7e308.
            {"boxes":["NaN"]}       | 11 | The value at /boxes/0 must be a decimal number of up to 1.7e308.
            {"ds":[1,"NaN"]}        | 15 | The value at /ds/1 must be a decimal number of up to 1.7e308.
            {"ds":[1,"x"]}          | 10 | The value at /ds/1 must be a decimal number of up to 1.7e308.
            {"ds":[1e400]}          | 13 | The value at /ds/0 must be a decimal number of up to 1.7e308.
            {"ds":1}                | 7  | The value at /ds must be an array.
            {"f":"Infinity"}        | 6  | The value at /f must be a decimal number of up to 3.4e38.
            {"f":"x"}               | 6  | The value at /f must be a decimal number of up to 3.4e38.
            {"f":1e39}              | 6  | The value at /f must be a decimal number of up to 3.4e38.
            {"fs":["-Infinity"]}    | 19 | The value at /fs/0 must be a decimal number of up to 3.4e38.
            {"number":"NaN"}        | 11 | The value at /number must be a number.
            {"number":1e400}        | 11 | The value at /number must be a number.
            {"by":200}              | 7  | The value at /by must be an integer from -128 to 127.
            {"by":300}              | 7  | The value at /by must be an integer from -128 to 127.
            {"s":99999}             | 6  | The value at /s must be an integer from -32768 to 32767.
            {"l":99999999999999999999} | 6 | The value at /l must be an integer from -9223372036854775808 to 9223372036854775807.
            {"c":"xx"}              | 6  | The value at /c must be a string of one character.
            {"c":7}                 | 6  | The value at /c must be a string of one character.
            {"bytes":"%"}           | 10 | The value at /bytes must be bytes in Base64.
            {"bytes":7}             | 10 | The value at /bytes must be bytes in Base64.
            {"decimal":"1"}         | 12 | The value at /decimal must be a decimal number of at most 1000 digits.
            {"integer":1.5}         | 12 | The value at /integer must be an integer of at most 1000 digits.
            {"uuid":"x"}            | 9  | The value at /uuid must be a UUID such as 123e4567-e89b-12d3-a456-426614174000.
            {"t":{}}                | 6  | The value at /t must be a string.
            {"size":"SMALL"}        | 9  | The value at /size must be one of small, large.
            {"rank":3}              | 9  | The value at /rank must be one of 1, 2.
            {"item":[1]}            | 9  | The value at /item must be an object.
            {"item":"s"}            | 9  | The value at /item must be an object.
            {"item":""}             | 9  | The value at /item must be an object.
            {"bean":[]}             | 9  | The value at /bean must be an object.
            {"list":{}}             | 9  | The value at /list must be an array.
            {"list":["x"]}          | 10 | The value at /list/0 must be one of BOOK, TOY.
            {"map":[]}              | 8  | The value at /map must be an object.
            {"map":{"x":1}}         | 9  | The value at /map has a name that must be an integer from -2147483648 to 2147483647.
            {"map":{"1":99999999999}} | 13 | The value at /map/1 must be an integer from -2147483648 to 2147483647.
            {"t":"ééé","kind":"CAR"} | 19 | The value at /kind must be one of BOOK, TOY.
            {"t":"😀","kind":"CAR"}   | 17 | The value at /kind must be one of BOOK, TOY.
            [1]                     | 1  | The body must be an object.
            """)
    void saysExpectedValue(String body, int column, String detail) throws Exception {
        ReceivedResponse response = post("/values", body);
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("\"detail\":\"" + detail + "\"");
        assertThat(response.body()).contains("\"line\":1,\"column\":" + column + ",");
        String expected = detail.substring(detail.indexOf("must be") + "must be ".length(), detail.length() - 1);
        assertThat(response.body()).contains("\"expected\":\"" + expected + "\"");
    }

    @Test
    void rejectsStringsForPrimitives() throws Exception {
        String values = "{\"d\":1.7E308,\"f\":-3.4E38,\"by\":-128,\"s\":32767}";
        assertThat(post("/primitives", values).body()).isEqualTo(values);
        for (String wrong :
                List.of("d\":\"NaN\"", "d\":1e400", "f\":\"Infinity\"", "f\":1e39", "by\":128", "s\":32768")) {
            ReceivedResponse response = post("/primitives", "{\"" + wrong + "}");
            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body())
                    .contains("The value at /" + wrong.substring(0, wrong.indexOf('"')) + " must be ");
        }
    }

    @Test
    void namesTooLargeNumber() throws Exception {
        ReceivedResponse response = post("/counts", "{\"a/b\": 99999999999}");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).contains("The value at /a~1b must be an integer from -2147483648 to 2147483647.");
        assertThat(response.body()).contains("\"line\":1,\"column\":9,");
    }

    @Test
    void keepsNumbersInRange() throws Exception {
        String values = "{\"d\":1.5,\"boxes\":[-0.0],\"ds\":[1.7E308],\"f\":3.4E38,\"fs\":[],\"number\":2,\"by\":-1}";
        assertThat(post("/values", values).body()).startsWith(values.substring(0, values.length() - 1));
        assertThat(post("/values", "{\"rank\":2,\"size\":\"large\"}").status()).isEqualTo(200);
    }

    @Test
    void omitsExpectedValueForMissingMember() throws Exception {
        for (String body : List.of("{}", "{\"d\":1,\"d\":2}")) {
            assertThat(post("/primitives", body).body()).contains("\"pointer\":\"/d\"");
            assertThat(post("/primitives", body).body()).doesNotContain("expected");
        }
    }

    @Test
    void rejectsMalformedJsonBeforeJackson() throws Exception {
        for (int length = 1; length < ITEM.length(); length++) {
            assertThat(post("/item", ITEM.substring(0, length)).status()).isEqualTo(400);
        }
        assertThat(post("/item", ITEM + "\n x").body()).contains("\"line\":2,\"column\":2");
        assertThat(post("/item", "[".repeat(200)).body()).contains("nested too deep");
    }

    private static ReceivedResponse stream(RunningApp app, String lines, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "content-type: application/x-ndjson";
        return app.send("POST", "/orders/stream", lines, all);
    }

    @Test
    void streamsValues() throws Exception {
        String lines = (ITEM + "\n").repeat(3);
        assertThat(stream(app, lines).body()).isEqualTo(lines);
        assertThat(stream(app, lines, "accept: application/json").body())
                .isEqualTo("[" + ITEM + "," + ITEM + "," + ITEM + "]");
        assertThat(app.get("/orders/events").body()).isEqualTo("data: {\"values\":[\"a\"],\"total\":1}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{", "1 2", "{\"kind\":\"CAR\"}"})
    void namesWrongLine(String line) throws Exception {
        ReceivedResponse refused = app.send(
                "POST", "/orders/last", ITEM + "\n\n" + line + "\n" + ITEM, "content-type: application/x-ndjson");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"line\":3");
        assertThat(refused.body()).doesNotContain("\"line\":1");
    }

    @Test
    void doesNotIndentLines() throws Exception {
        RunningApp indenting = with(
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build());
        assertThat(stream(indenting, ITEM + "\n").body()).isEqualTo(ITEM + "\n");
        assertThat(indenting
                        .send("POST", "/orders/item", ITEM, "content-type: application/json")
                        .body())
                .contains("\n  \"kind\"");
    }

    private static RunningApp with(ObjectMapper mapper) throws Exception {
        ClassLoader loader = withoutAvaje().classLoader();
        Class<?> orders = loader.loadClass("shop.Orders");
        Router router = (Router) loader.loadClass("shop.ApiRouter")
                .getMethod("of", orders, ObjectMapper.class)
                .invoke(null, orders.getConstructor().newInstance(), mapper);
        return RunningApp.of(router);
    }

    @Test
    void usesConfiguredMapper() throws Exception {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();
        ReceivedResponse response = with(mapper)
                .send("POST", "/orders/page", "{\"Values\":[],\"Total\":1}", "content-type: application/json");
        assertThat(response.body()).isEqualTo("{\"Values\":[],\"Total\":1}");
    }

    @Test
    void eachTypeHasOneLibrary() {
        Compilation compilation = RunningApp.compileWithJson(API, """
                package shop;

                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;
                import java.util.*;

                @Controller("/orders")
                public final class Orders {
                  @Json record Order(long id) {}
                  record Item(int count) {}

                  @Post("/order") List<Item> items(@Body List<Order> order) { return List.of(); }
                }
                """);
        String codecs = String.valueOf(compilation.generated().get("shop.ApiRouterJson"));
        assertThat(codecs).contains("JsonbCodec<List<Orders.Order>> listOfOrder;");
        assertThat(codecs).contains("JacksonCodec<List<Orders.Item>> listOfItem;");
        assertThat(codecs).contains("ApiRouterJson(Jsonb jsonb, ObjectMapper mapper)");
        assertThat(compilation.generated().get("shop.ApiRouter"))
                .contains("of(Orders orders, Jsonb jsonb, ObjectMapper mapper)");
    }
}
