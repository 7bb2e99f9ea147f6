package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests constraints on JSON bodies that Jackson reads. Violations must contain the names that the client sent. */
class CheckedJacksonTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String ORDERS = """
            package shop;

            import com.fasterxml.jackson.annotation.*;
            import com.fasterxml.jackson.databind.PropertyNamingStrategies;
            import com.fasterxml.jackson.databind.annotation.*;
            import dev.interlock.annotation.*;
            import jakarta.validation.Valid;
            import jakarta.validation.constraints.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            public final class Orders {
              record Order(
                  @JsonProperty("order_lines") @NotEmpty List<@Valid Line> lines,
                  @JsonProperty("ship~to") @Valid Address address) {}

              record Line(@JsonProperty("qty") @Positive int quantity, @Pattern(regexp = "[A-Z]+") String sku) {}

              @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
              record Address(@NotBlank String streetName, @JsonProperty("zip") @Size(max = 5) String zipCode) {}

              static class Named {
                @NotBlank private String fullName = "";
                public String getFullName() { return fullName; }
                @JsonProperty("name") public void setFullName(String fullName) { this.fullName = fullName; }
              }

              @JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
              static final class Person extends Named {
                private int yearsOld;
                @JsonProperty("age") @Max(150) public int getYearsOld() { return yearsOld; }
                public void setYearsOld(int yearsOld) { this.yearsOld = yearsOld; }
                @Valid public Line lastLine;
              }

              @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
              @JsonSubTypes(@JsonSubTypes.Type(value = Card.class, name = "card"))
              interface Payment { @JsonProperty("no") @Size(max = 3) String number(); }

              record Card(String number) implements Payment {}

              record Both(@JsonDeserialize(as = Written.class) Text text, @JsonIgnore @Nullable Text ignored, Object any) {}
              interface Text { String text(); }
              record Written(String text) implements Text {}
              interface Made { @JsonCreator static Made of(String text) { return new Made() {}; } }

              @Post("/one") String one(@Body Order order) { return "ok"; }
              @Post("/person") String person(@Body Person person) { return "ok"; }
              @Post("/card") String card(@Body Card card) { return "ok"; }
              @Post("/payment") String payment(@Body Payment payment) { return "ok"; }
              @Post("/both") String both(@Body Both both) { return both.text().text(); }
              @Post("/made") String made(@Body Made made) { return "ok"; }
              @Get("/text") Text text() { return new Written("a"); }
              @Post("/lines") CompletionStage<String> lines(@Body Flow.Publisher<Line> lines) { return Last.of(lines); }
              @Post("/lists") CompletionStage<String> lists(@Body @Valid Flow.Publisher<@Size(max = 1) List<Line>> lists) {
                return Last.of(lists);
              }
            }

            final class Last<T> implements Flow.Subscriber<T> {
              private final CompletableFuture<String> result = new CompletableFuture<>();
              private T last;
              static <T> CompletionStage<String> of(Flow.Publisher<T> values) {
                Last<T> last = new Last<>();
                values.subscribe(last);
                return last.result;
              }
              @Override public void onSubscribe(Flow.Subscription subscription) { subscription.request(Long.MAX_VALUE); }
              @Override public void onNext(T value) { last = value; }
              @Override public void onError(Throwable failure) { result.completeExceptionally(failure); }
              @Override public void onComplete() { result.complete(String.valueOf(last)); }
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        Compilation compilation = compile(ORDERS);
        assertThat(compilation.complaints()).isEmpty();
        app = RunningApp.load(compilation);
    }

    private static Compilation compile(String controller) {
        return Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .hide("io.avaje")
                .compile(Source.of(API), Source.of(controller));
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
        return app.send("POST", "/orders" + path, json, "content-type: application/json");
    }

    private static void assertErrors(ReceivedResponse response, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(422);
    }

    private static String at(String pointer, String detail) {
        return "{\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
    }

    @Test
    void namesRecordMembersAsInJson() throws Exception {
        assertErrors(
                post("/one", """
                        {"order_lines":[{"qty":0,"sku":"a"}],"ship~to":{"street_name":" ","zip":"123456"}}"""),
                at("/order_lines/0/qty", "must be greater than 0"),
                at("/order_lines/0/sku", "must match [A-Z]+"),
                at("/ship~0to/street_name", "must not be blank"),
                at("/ship~0to/zip", "must have at most 5 characters"));
    }

    @Test
    void namesMembersInReadProblems() throws Exception {
        assertThat(post("/one", "{\"order_lines\":[{\"qty\":\"x\",\"sku\":\"A\"}]}")
                        .body())
                .contains("\"pointer\":\"/order_lines/0/qty\"");
        assertThat(post("/one", "{\"order_lines\":[]}").body()).contains("\"pointer\":\"/ship~0to\"");
    }

    @Test
    void namesClassMembersAsInJson() throws Exception {
        assertErrors(
                post("/person", "{\"name\":\"\",\"age\":151,\"last-line\":{\"qty\":0,\"sku\":\"A\"}}"),
                at("/name", "must not be blank"),
                at("/last-line/qty", "must be greater than 0"),
                at("/age", "must be at most 150"));
    }

    @Test
    void acceptsInterfaceWithTypeInfo() throws Exception {
        assertThat(post("/payment", "{\"kind\":\"card\",\"no\":\"123\"}").body())
                .isEqualTo("ok");
        assertErrors(
                post("/payment", "{\"kind\":\"card\",\"no\":\"1234\"}"), at("/no", "must have at most 3 characters"));
        assertErrors(post("/card", "{\"kind\":\"card\",\"no\":\"1234\"}"), at("/no", "must have at most 3 characters"));
        assertThat(post("/both", "{\"text\":{\"text\":\"a\"},\"any\":1}").body())
                .isEqualTo("a");
        assertThat(post("/made", "\"x\"").body()).isEqualTo("ok");
        assertThat(app.route("GET", "/orders/text").number()).isAtLeast(0);
    }

    @Test
    void checksStreamedValuesOnArrival() throws Exception {
        String good = "{\"qty\":1,\"sku\":\"A\"}";
        String lines = "content-type: application/x-ndjson";
        assertThat(app.send("POST", "/orders/lines", good + "\n" + good, lines).status())
                .isEqualTo(200);
        ReceivedResponse refused =
                app.send("POST", "/orders/lines", good + "\n{\"qty\":0,\"sku\":\"A\"}\n" + good, lines);
        assertErrors(refused, at("/qty", "must be greater than 0"));
        assertThat(refused.body()).contains("\"line\":2");
        assertErrors(
                app.send("POST", "/orders/lists", "[%1$s,{\"qty\":0,\"sku\":\"A\"}]".formatted(good), lines),
                at("", "must have at most 1 element"),
                at("/1/qty", "must be greater than 0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@Body Shape body",
                "@Body Base body",
                "@Body List<Shape> body",
                "@Body Map<String, Shape[]> body",
                "@Body Optional<Shape> body",
                "@Body Holder body",
                "@Body Page<List<Shape>> body",
                "@Body Wild body",
                "@Body Flow.Publisher<Shape> body"
            })
    void rejectsInterfaceWithoutTypeInfo(String parameter) {
        Compilation compilation = compile("""
                package shop;

                import dev.interlock.annotation.*;
                import java.util.*;
                import java.util.concurrent.*;

                @Controller("/orders")
                public final class Orders {
                  sealed interface Shape {}
                  record Round(int radius) implements Shape {}
                  abstract static class Base {}
                  record Holder(String name, Holder next, List<Shape> all) {}
                  record Page<T>(T value) {}
                  record Wild(List<? extends Shape> all) {}
                  @Post CompletionStage<String> add(%s) { return null; }
                  @Get List<Shape> list() { return List.of(); }
                }
                """.formatted(parameter));
        assertThat(compilation.errors()).hasSize(1);
        assertThat(compilation.errors().get(0).text())
                .startsWith("[IL607] body: Jackson cannot tell which subclass of ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "aB", "aBC", "aBCd", "URLValue", "URl", "x1Y", "_aB", "a_B", "aÖl", "ABC", "userID2X"})
    void appliesNamingStrategies(String property) throws Exception {
        for (String strategy :
                new String[] {"Snake", "UpperSnake", "Kebab", "LowerDot", "UpperCamel", "LowerCamel", "Lower"}) {
            String name = strategy + "CaseStrategy";
            Class<?> type = Class.forName(PropertyNamingStrategies.class.getName() + "$" + name);
            String expected = ((PropertyNamingStrategies.NamingBase)
                            type.getDeclaredConstructor().newInstance())
                    .translate(property);
            Compilation compilation = compile("""
                    package shop;

                    import com.fasterxml.jackson.databind.PropertyNamingStrategies;
                    import com.fasterxml.jackson.databind.annotation.*;
                    import dev.interlock.annotation.*;
                    import jakarta.validation.constraints.*;

                    @Controller("/orders")
                    public final class Orders {
                      @JsonNaming(PropertyNamingStrategies.%s.class)
                      record Order(@Positive int %s) {}
                      @Post String add(@Body Order order) { return ""; }
                    }
                    """.formatted(name, property));
            assertThat(compilation.complaints()).isEmpty();
            assertThat(compilation.generated().get("shop.ApiRouterChecks")).contains("\"/" + expected + "\"");
        }
    }
}
