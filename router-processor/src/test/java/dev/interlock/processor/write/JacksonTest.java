package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Answer;
import dev.interlock.processor.testing.Compilation;
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

/** Bodies and results of JSON that have no adapter of avaje-jsonb, so that Jackson reads and writes them. */
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
            import dev.interlock.http.*;
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

              record Page<T>(List<T> values, int total) {}

              @Post("/order") Order order(@Body Order body) { return body; }
              @Post("/item") Item item(@Body Item body) { return body; }
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

    private static Answer post(String path, String body) throws Exception {
        return app.send("POST", "/orders" + path, body, "content-type: application/json");
    }

    @Test
    void everyShapeOfTypeIsReadAndWritten() throws Exception {
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
            Answer answer = post(body.getKey(), body.getValue());
            assertWithMessage("%s", answer.body()).that(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(body.getValue());
            assertThat(answer.fields()).isEqualTo("content-type: application/json\r\n");
        }
    }

    @Test
    void whatIsAbsentIs404() throws Exception {
        for (String body : List.of("", "null")) {
            assertThat(post("/optional", body).status()).isEqualTo(404);
            assertThat(post("/nullable", body).status()).isEqualTo(404);
            assertThat(post("/item", body).status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /item  | {"kind":"CAR","count":2,"price":1,"gift":true}    | /kind  | must be one of BOOK, TOY
            /item  | {"kind":0,"count":2,"price":1,"gift":true}        | /kind  | must be one of BOOK, TOY
            /item  | {"kind":"TOY","count":"2","price":1,"gift":true}  | /count | must be an integer from -2147483648 to 2147483647
            /item  | {"kind":"TOY","count":2.5,"price":1,"gift":true}  | /count | must be an integer from -2147483648 to 2147483647
            /item  | {"kind":"TOY","count":null,"price":1,"gift":true} | /count | must be an integer from -2147483648 to 2147483647
            /item  | {"kind":null,"count":2,"price":1,"gift":true}     | /kind  | must be one of BOOK, TOY
            /item  | {"kind":"TOY","price":1,"gift":true}              | /count | is missing
            /item  | {"kind":"TOY","count":1,"count":1}                | /count | is there twice
            /item  | {"kind":"TOY","count":13,"price":1,"gift":true}   | ``     | The body is refused
            /order | {"id":1,"items":[{"kind":"x"}],"byName":{}}       | /items/0/kind | must be one of BOOK, TOY
            /order | {"id":1,"items":[],"byName":{"a/b":{"count":[]}}} | /byName/a~1b/count | must be an integer
            /order | {"id":1,"items":[]}                               | /byName | is missing
            /list  | {}                                                | ``     | The body
            """)
    void aValueThatDoesNotFitIsNamed(String path, String body, String pointer, String text) throws Exception {
        Answer answer = post(path, body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(answer.body()).contains(text);
        assertThat(answer.body()).contains("\"line\":1");
        assertThat(answer.body()).doesNotContain("shop.");
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void whatIsNoJsonIsRefusedBeforeJacksonSeesIt() throws Exception {
        for (int length = 1; length < ITEM.length(); length++) {
            assertThat(post("/item", ITEM.substring(0, length)).status()).isEqualTo(400);
        }
        assertThat(post("/item", ITEM + "\n x").body()).contains("\"line\":2,\"column\":2");
        assertThat(post("/item", "[".repeat(200)).body()).contains("nested too deep");
    }

    private static Answer stream(RunningApp app, String lines, String... fields) throws Exception {
        String[] all = Arrays.copyOf(fields, fields.length + 1);
        all[fields.length] = "content-type: application/x-ndjson";
        return app.send("POST", "/orders/stream", lines, all);
    }

    @Test
    void valuesAreStreamed() throws Exception {
        String lines = (ITEM + "\n").repeat(3);
        assertThat(stream(app, lines).body()).isEqualTo(lines);
        assertThat(stream(app, lines, "accept: application/json").body())
                .isEqualTo("[" + ITEM + "," + ITEM + "," + ITEM + "]");
        assertThat(app.get("/orders/events").body()).isEqualTo("data: {\"values\":[\"a\"],\"total\":1}\n\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{", "1 2", "{\"kind\":\"CAR\"}"})
    void aLineThatDoesNotFitIsRefusedWithItsNumber(String line) throws Exception {
        Answer refused = app.send(
                "POST", "/orders/last", ITEM + "\n\n" + line + "\n" + ITEM, "content-type: application/x-ndjson");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"line\":3");
        assertThat(refused.body()).doesNotContain("\"line\":1");
    }

    @Test
    void linesAreLinesEvenIfTheMapperIndents() throws Exception {
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
    void aMapperOfItsOwnIsUsed() throws Exception {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();
        Answer answer = with(mapper)
                .send("POST", "/orders/page", "{\"Values\":[],\"Total\":1}", "content-type: application/json");
        assertThat(answer.body()).isEqualTo("{\"Values\":[],\"Total\":1}");
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
