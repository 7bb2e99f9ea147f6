package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Source;
import dev.interlock.testing.AllocationProbe;
import java.lang.reflect.Method;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests JSON bodies with missing members. One response must list the missing members and all other violations. */
class MissingMembersTest {
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
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/orders")
            public final class Orders {
              @Json
              record Order(
                  @NotEmpty List<@Valid Line> lines,
                  @NotNull(message = "must have a name") @Size(max = 3) String name,
                  @Nullable String note,
                  Optional<String> memo,
                  Address address) {
                @AssertTrue(message = "must have a short name")
                boolean isShort() { return name.length() <= lines.size(); }
              }

              @Json
              record Line(
                  @NotNull(message = "must say how many") @Positive int quantity,
                  @NotBlank @Pattern(regexp = "[A-Z]+") String sku) {}

              @Json
              record Address(String street, String city) {
                Address { if (street.isEmpty()) { throw new IllegalArgumentException(); } }
              }

              @Json
              record Strict(List<Item> items, @Size(max = 1) String text) {
                Strict { items = List.copyOf(items); }
              }

              @Json
              record Item(String name) { Item { name = name.strip(); } }

              @Json
              record Plain(String a, int b, boolean c, @Nullable String d) {}

              @Json
              record Kept(@Positive int number, @NotBlank String text, String other) {
                @Override public String text() { return Objects.requireNonNull(text); }
                @AssertTrue boolean isFine() { return text().isEmpty(); }
              }

              @Json
              record Total(@Size(max = 3) String name, java.math.BigDecimal total, java.math.BigDecimal rate) {
                @Positive java.math.BigDecimal getTotal() { return total.multiply(rate); }
              }

              @Json
              record Divided(@Size(max = 3) String name, @Divides int number, int[] numbers) {}

              @jakarta.validation.Constraint(validatedBy = DividesValidator.class)
              @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
              @interface Divides {
                String message() default "must divide 100";
                Class<?>[] groups() default {};
                Class<? extends jakarta.validation.Payload>[] payload() default {};
              }

              static final class DividesValidator implements jakarta.validation.ConstraintValidator<Divides, Integer> {
                @Override
                public boolean isValid(Integer value, jakarta.validation.ConstraintValidatorContext context) {
                  return 100 % value == 0;
                }
              }

              @Json
              record Loose(int quantity, String sku) {}

              private static final byte[] OK = {'o', 'k'};
              @Post("/line") byte[] line(@Body Line line) { return OK; }
              @Post("/loose") byte[] loose(@Body Loose line) { return OK; }
              @Post("/one") String one(@Body Order order) { return "ok"; }
              @Post("/strict") String strict(@Body Strict strict) { return "ok"; }
              @Post("/plain") String plain(@Body Plain plain) { return "ok"; }
              @Post("/maybe") String maybe(@Body Optional<Plain> plain) { return "ok"; }
              @Post("/nullable") String nullable(@Body @Nullable Line line) { return "ok"; }
              @Post("/kept") String kept(@Body Kept kept) { return "ok"; }
              @Post("/total") String total(@Body Total total) { return "ok"; }
              @Post("/divided") String divided(@Body Divided divided) { return "ok"; }
              @Post("/many") String many(@Body @Size(max = 2) List<Line> lines) { return "ok"; }
              @Post("/both/{id}") String both(@Max(9) int id, @Body Plain plain) { return "ok"; }
              @Post("/rejected/{id}") String rejected(@Max(9) int id, @Body Strict strict) { return "ok"; }
              @Post("/lines") CompletionStage<String> lines(@Body Flow.Publisher<Line> lines) { return All.of(lines); }
              @Post("/plains") CompletionStage<String> plains(@Body Flow.Publisher<Plain> lines) { return All.of(lines); }
            }

            final class All<T> implements Flow.Subscriber<T> {
              private final CompletableFuture<String> result = new CompletableFuture<>();
              private int number;
              static <T> CompletionStage<String> of(Flow.Publisher<T> values) {
                All<T> all = new All<>();
                values.subscribe(all);
                return all.result;
              }
              @Override public void onSubscribe(Flow.Subscription subscription) { subscription.request(Long.MAX_VALUE); }
              @Override public void onNext(T value) { number++; }
              @Override public void onError(Throwable failure) { result.completeExceptionally(failure); }
              @Override public void onComplete() { result.complete(number + " lines"); }
            }
            """;

    /** A router that reads each line as the same object. Therefore only the checks can allocate more for more lines. */
    private static final String ONE_LINE = """
            package shop;

            import io.avaje.json.*;
            import io.avaje.jsonb.*;

            public final class OneLine {
              public static ApiRouter router() {
                Orders.Line line = new Orders.Line(1, "A");
                JsonAdapter<Orders.Line> adapter = new JsonAdapter<>() {
                  @Override public void toJson(JsonWriter writer, Orders.Line value) { throw new AssertionError(); }
                  @Override public Orders.Line fromJson(JsonReader reader) { reader.skipValue(); return line; }
                };
                Jsonb.Builder jsonb = Jsonb.builder().classLoader(OneLine.class.getClassLoader());
                return ApiRouter.of(new Orders(), jsonb.add(Orders.Line.class, adapter).build());
              }
            }
            """;

    /** JSON libraries that can read the bodies. */
    enum Library {
        JSONB,
        JACKSON;

        RunningApp app() {
            return this == JSONB ? jsonb : jackson;
        }

        ReceivedResponse post(String path, String json, String type) throws Exception {
            return app().send("POST", "/orders" + path, json, "content-type: " + type);
        }

        ReceivedResponse post(String path, String json) throws Exception {
            return post(path, json, "application/json");
        }
    }

    private static Compilation withJsonb;
    private static Compilation withJackson;
    private static RunningApp jsonb;
    private static RunningApp jackson;

    @BeforeAll
    static void compile() throws Exception {
        withJsonb = RunningApp.compileWithJson(API, ORDERS, ONE_LINE);
        jsonb = RunningApp.load(withJsonb);
        withJackson = Compilation.with(new RouterProcessor())
                .option("-Werror", "-Xlint:-auxiliaryclass")
                .hide("io.avaje")
                .compile(
                        Source.of(API),
                        Source.of(ORDERS.replace("import io.avaje.jsonb.Json;", "")
                                .replaceAll("@Json\\s", "")));
        assertThat(withJackson.complaints()).isEmpty();
        jackson = RunningApp.load(withJackson);
    }

    private static String at(String pointer, String detail) {
        return "{\"pointer\":\"%s\",\"detail\":\"%s\"}".formatted(pointer, detail);
    }

    private static String absent(String pointer) {
        return at(pointer, "must be given");
    }

    private static void assertErrors(ReceivedResponse response, int status, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void listsMissingMembersWithViolations(Library library) throws Exception {
        assertErrors(
                library.post("/one", """
                        {"lines":[{"quantity":0,"sku":"A"},{"sku":"a"},{"quantity":null,"sku":null},{"quantity":1}]}"""),
                422,
                at("/lines/1/quantity", "must say how many"),
                at("/lines/2/quantity", "must say how many"),
                at("/lines/2/sku", "must not be null"),
                absent("/lines/3/sku"),
                at("/name", "must have a name"),
                absent("/address"),
                at("/lines/0/quantity", "must be greater than 0"),
                at("/lines/1/sku", "must match [A-Z]+"));
    }

    @ParameterizedTest
    @EnumSource
    void acceptsMissingOptionalMembers(Library library) throws Exception {
        String order =
                "{\"lines\":[{\"quantity\":1,\"sku\":\"A\"}],\"name\":\"%s\",%s\"address\":{\"street\":\"b\",\"city\":\"c\"}}";
        assertThat(library.post("/one", order.formatted("a", "")).body()).isEqualTo("ok");
        assertThat(library.post("/one", order.formatted("a", "\"note\":null,\"memo\":null,"))
                        .body())
                .isEqualTo("ok");
        assertErrors(library.post("/one", order.formatted("ab", "")), 422, at("", "must have a short name"));
    }

    @ParameterizedTest
    @EnumSource
    void listsMissingMembersWithoutConstraints(Library library) throws Exception {
        for (String path : new String[] {"/plain", "/maybe"}) {
            assertErrors(
                    library.post(path, "{\"b\":null}"), 422, at("/b", "must not be null"), absent("/a"), absent("/c"));
            assertThat(library.post(path, "{\"a\":\"\",\"b\":1,\"c\":true}").body())
                    .isEqualTo("ok");
        }
    }

    @ParameterizedTest
    @EnumSource
    void optionalBodyMustBeComplete(Library library) throws Exception {
        assertThat(library.post("/nullable", "null").body()).isEqualTo("ok");
        assertErrors(
                library.post("/nullable", "{\"sku\":\"a\"}"),
                422,
                at("/quantity", "must say how many"),
                at("/sku", "must match [A-Z]+"));
    }

    @ParameterizedTest
    @EnumSource
    void throwingConstructorHidesNoMissingMember(Library library) throws Exception {
        assertErrors(
                library.post("/strict", "{\"items\":[{},{\"name\":\"a\"},{}]}"),
                422,
                absent("/items/0/name"),
                absent("/items/2/name"),
                absent("/text"));
        assertErrors(library.post("/strict", "{\"text\":\"a\"}"), 422, absent("/items"));
        assertErrors(library.post("/strict", "{\"items\":null,\"text\":\"a\"}"), 422, at("/items", "must not be null"));
    }

    @ParameterizedTest
    @EnumSource
    void throwingConstructorGets400(Library library) throws Exception {
        String order = "{\"lines\":[],\"name\":\"a\",\"address\":{\"street\":\"\",\"city\":\"c\"}}";
        assertThat(library.post("/one", order).status()).isEqualTo(400);
        String address = "\"address\":{\"street\":\"\",\"city\":\"c\"}";
        for (String members : new String[] {"\"lines\":[{}]," + address, address + ",\"lines\":[{}]", address}) {
            ReceivedResponse beside = library.post("/one", "{" + members + "}");
            assertWithMessage(members).that(beside.status()).isEqualTo(400);
            assertWithMessage(members).that(beside.body()).doesNotContain("errors");
        }
        assertErrors(
                library.post(
                        "/one",
                        "{\"lines\":[{\"quantity\":1,\"sku\":\"A\"}],\"name\":\"a\",\"address\":{\"city\":\"c\"}}"),
                422,
                absent("/address/street"));
    }

    @ParameterizedTest
    @EnumSource
    void listsParametersBesideBodyWithoutValue(Library library) throws Exception {
        assertErrors(
                library.post("/rejected/10", "{\"text\":\"ab\"}"),
                400,
                "{\"parameter\":\"id\",\"in\":\"path\",\"detail\":\"must be at most 9\"}",
                absent("/items"));
        assertErrors(library.post("/rejected/9", "{\"text\":\"ab\"}"), 422, absent("/items"));
    }

    @ParameterizedTest
    @EnumSource
    void checksLateValues(Library library) throws Exception {
        String good = ",{\"quantity\":1,\"sku\":\"A\"}";
        String body =
                "[{\"sku\":\"A\"}" + good.repeat(1199) + ",{\"quantity\":0,\"sku\":\"A\"}" + good.repeat(299) + "]";
        assertErrors(
                library.post("/many", body),
                422,
                at("/0/quantity", "must say how many"),
                at("", "must have at most 2 elements"),
                at("/1200/quantity", "must be greater than 0"));
    }

    @ParameterizedTest
    @EnumSource
    void methodThatRejectsNullCausesNo500(Library library) throws Exception {
        assertErrors(
                library.post("/kept", "{\"number\":0}"),
                422,
                absent("/text"),
                absent("/other"),
                at("/number", "must be greater than 0"));
        assertErrors(
                library.post("/kept", "{\"number\":0,\"text\":\" \",\"other\":\"\"}"),
                422,
                at("/number", "must be greater than 0"),
                at("/text", "must not be blank"),
                at("", "must be true"));
    }

    @ParameterizedTest
    @EnumSource
    void computedMembersNeedAllOthers(Library library) throws Exception {
        assertErrors(
                library.post("/total", "{\"name\":\"abcd\",\"total\":1}"),
                422,
                absent("/rate"),
                at("/name", "must have at most 3 characters"));
        assertErrors(
                library.post("/total", "{\"name\":\"abcd\",\"total\":-1,\"rate\":1}"),
                422,
                at("/name", "must have at most 3 characters"),
                at("/total", "must be greater than 0"));
    }

    @ParameterizedTest
    @EnumSource
    void validatorsSeeNoMissingNumber(Library library) throws Exception {
        assertErrors(
                library.post("/divided", "{\"name\":\"abcd\",\"numbers\":[]}"),
                422,
                absent("/number"),
                at("/name", "must have at most 3 characters"));
        assertErrors(
                library.post("/divided", "{\"number\":3,\"numbers\":[]}"),
                422,
                absent("/name"),
                at("/number", "must divide 100"));
    }

    @ParameterizedTest
    @EnumSource
    void elementsMustBeComplete(Library library) throws Exception {
        assertErrors(
                library.post("/many", "[{\"sku\":\"A\"},{\"quantity\":0,\"sku\":\"A\"},{\"quantity\":1}]"),
                422,
                at("/0/quantity", "must say how many"),
                absent("/2/sku"),
                at("", "must have at most 2 elements"),
                at("/1/quantity", "must be greater than 0"));
    }

    @ParameterizedTest
    @EnumSource
    void invalidParameterComesFirstAndMakesStatus400(Library library) throws Exception {
        assertErrors(
                library.post("/both/10", "{\"a\":\"\"}"),
                400,
                "{\"parameter\":\"id\",\"in\":\"path\",\"detail\":\"must be at most 9\"}",
                absent("/b"),
                absent("/c"));
        assertErrors(library.post("/both/9", "{\"a\":\"\"}"), 422, absent("/b"), absent("/c"));
    }

    @ParameterizedTest
    @EnumSource
    void malformedJsonGets400(Library library) throws Exception {
        for (String body : new String[] {
            "{\"a\":[]}",
            "{\"b\":null,\"c\":0}",
            "{\"b\":1",
            "{\"a\":\"\",}",
            "{\"b\":1}}",
            "{\"b\":1,\"b\":1}",
            "null",
            ""
        }) {
            ReceivedResponse response = library.post("/plain", body);
            assertWithMessage(body).that(response.status()).isEqualTo(400);
            assertWithMessage(body).that(response.body()).doesNotContain("errors");
        }
        assertThat(library.post("/strict", "{\"items\":[{},{\"name\":}]}").status())
                .isEqualTo(400);
        assertThat(library.post("/strict", "{\"items\":[{}").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource
    void streamedValuesMustBeComplete(Library library) throws Exception {
        String lines = "application/x-ndjson";
        String good = "{\"quantity\":1,\"sku\":\"A\"}\n";
        assertThat(library.post("/lines", good + good, lines).body()).isEqualTo("2 lines");
        ReceivedResponse response = library.post("/lines", good + "{\"sku\":\"a\"}\n", lines);
        assertErrors(response, 422, at("/quantity", "must say how many"), at("/sku", "must match [A-Z]+"));
        assertThat(response.body()).contains("\"line\":2");
        assertErrors(library.post("/plains", "{\"a\":\"\"}", lines), 422, absent("/b"), absent("/c"));
    }

    @Test
    void checksOfCompleteBodyAllocateNothing() throws Exception {
        Method factory = withJsonb.classLoader().loadClass("shop.OneLine").getMethod("router");
        AllocationProbe.of((Router) factory.invoke(null))
                .post(
                        "/orders/line",
                        "{\"quantity\":1,\"sku\":\"A\"}".getBytes(UTF_8),
                        "Content-Type: application/json")
                .assertNothingAllocated();
        assertThat(handling(withJackson)).isEqualTo(handling(withJsonb));
    }

    /**
     * Returns the generated code that checks a line. With Jackson, the code must be the same as with avaje-jsonb. The
     * allocations of the checks cannot be measured with Jackson, because Jackson itself allocates.
     */
    private static String handling(Compilation compilation) {
        String router = requireNonNull(compilation.generated().get("shop.ApiRouter"));
        String method = "private void postOrdersLine(";
        assertThat(router).contains(method);
        return router.substring(router.indexOf(method), router.indexOf("\n  }\n", router.indexOf(method)));
    }

    @ParameterizedTest
    @EnumSource
    void lists100MembersAtMost(Library library) throws Exception {
        String body = "[" + "{\"quantity\":0},".repeat(150) + "{}]";
        ReceivedResponse response = library.post("/many", body);
        assertThat(response.status()).isEqualTo(422);
        assertThat(response.body()).contains("More than 100 values are not acceptable");
        assertThat(response.body()).contains("/99/sku");
        assertThat(response.body()).doesNotContain("/100/sku");
    }
}
