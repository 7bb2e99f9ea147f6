package dev.interlock.processor.constraint;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests constraints on JSON bodies. They are checked directly after a body is read. */
class CheckedJsonTest {
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
              @Json(naming = Json.Naming.LowerUnderscore)
              record Order(
                  @NotEmpty @Size(max = 3) List<@Valid Line> orderLines,
                  @Nullable @NotNull String note,
                  @Json.Property("ship~to") @Valid Address shipTo,
                  Map<String, @Max(5) Integer> counts,
                  @Nullable @Valid Order previous) {
                @AssertTrue(message = "must have a note of another order")
                boolean isNew() { return previous == null || !Objects.equals(note, previous.note); }
              }

              @Json
              record Line(@Positive int quantity, @Pattern(regexp = "[A-Z]+") String sku) {}

              @Json
              record Address(@NotBlank String street) {}

              @Post("/one") String one(@Body Order order) { return "ok"; }
              @Post("/valid") String valid(@Body @Valid Line line) { return "ok"; }
              @Post("/many") String many(@Body @Size(max = 2) List<Line> lines) { return "ok"; }
              @Post("/maybe") String maybe(@Body Optional<Line> line) { return "ok"; }
              @Post("/nullable") String nullable(@Body @Nullable Line line) { return "ok"; }
              @Post("/both/{id}") String both(@Max(9) int id, @Body Line line) { return "ok"; }
              @Post("/stream") CompletionStage<String> stream(@Body Flow.Publisher<Order> orders) {
                CompletableFuture<String> result = new CompletableFuture<>();
                orders.subscribe(new Flow.Subscriber<>() {
                  private int number;
                  @Override public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                  }
                  @Override public void onNext(Order next) { number++; }
                  @Override public void onError(Throwable failure) { result.completeExceptionally(failure); }
                  @Override public void onComplete() { result.complete(number + " orders"); }
                });
                return result;
              }
              @Post("/waiting") @Blocking String waiting(@Body Line line) { return "ok"; }
            }
            """;

    private static final String LINE = "{\"quantity\":0,\"sku\":\"a\"}";
    private static final String QUANTITY = "{\"pointer\":\"%s/quantity\",\"detail\":\"must be greater than 0\"}";
    private static final String SKU = "{\"pointer\":\"%s/sku\",\"detail\":\"must match [A-Z]+\"}";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.withJson(API, ORDERS);
    }

    private static ReceivedResponse post(String path, String json) throws Exception {
        return app.send("POST", "/orders" + path, json, "content-type: application/json");
    }

    private static void assertErrors(ReceivedResponse response, int status, String... errors) {
        assertThat(response.body()).contains("\"errors\":[" + String.join(",", errors) + "]");
        assertThat(response.status()).isEqualTo(status);
    }

    private static String line(String pointer) {
        return QUANTITY.formatted(pointer) + "," + SKU.formatted(pointer);
    }

    @Test
    void acceptsValidBody() throws Exception {
        assertThat(post("/one", """
                {"order_lines":[{"quantity":1,"sku":"A"}],"note":"a","ship~to":{"street":"b"},"counts":{"c":5},
                 "previous":{"order_lines":[{"quantity":1,"sku":"A"}],"note":"d","ship~to":{"street":"b"},"counts":{}}}
                """).body()).isEqualTo("ok");
    }

    @Test
    void violationsHavePointers() throws Exception {
        assertErrors(
                post("/one", """
                        {"order_lines":[{"quantity":1,"sku":"A"},%1$s],"ship~to":{"street":" "},"counts":{"a/b":6},
                         "previous":{"order_lines":[],"ship~to":{"street":"b"},"counts":{}}}
                        """.formatted(LINE)),
                422,
                line("/order_lines/1"),
                "{\"pointer\":\"/note\",\"detail\":\"must not be null\"}",
                "{\"pointer\":\"/ship~0to/street\",\"detail\":\"must not be blank\"}",
                "{\"pointer\":\"/counts/a~1b\",\"detail\":\"must be at most 5\"}",
                "{\"pointer\":\"/previous/order_lines\",\"detail\":\"must not be empty\"}",
                "{\"pointer\":\"/previous/note\",\"detail\":\"must not be null\"}",
                "{\"pointer\":\"\",\"detail\":\"must have a note of another order\"}");
    }

    @Test
    void checksBodyWithoutValid() throws Exception {
        for (String path : new String[] {"/valid", "/maybe", "/nullable", "/waiting"}) {
            assertThat(post(path, "{\"quantity\":1,\"sku\":\"A\"}").body()).isEqualTo("ok");
            assertErrors(post(path, LINE), 422, line(""));
        }
    }

    @Test
    void checksContents() throws Exception {
        assertErrors(
                post("/many", "[%1$s,{\"quantity\":1,\"sku\":\"A\"},%1$s]".formatted(LINE)),
                422,
                "{\"pointer\":\"\",\"detail\":\"must have at most 2 elements\"}",
                line("/0"),
                line("/2"));
    }

    @Test
    void checksStreamedValuesOnArrival() throws Exception {
        String order = "{\"order_lines\":[{\"quantity\":%d,\"sku\":\"A\"}],\"note\":\"a\","
                + "\"ship~to\":{\"street\":\"b\"},\"counts\":{}}\n";
        String lines = "content-type: application/x-ndjson";
        String good = order.formatted(1);
        assertThat(app.send("POST", "/orders/stream", good + good, lines).body())
                .isEqualTo("2 orders");
        ReceivedResponse refused = app.send("POST", "/orders/stream", good + order.formatted(0) + good, lines);
        assertErrors(refused, 422, "{\"pointer\":\"/order_lines/0/quantity\",\"detail\":\"must be greater than 0\"}");
        assertThat(refused.body()).contains("\"line\":2");
    }

    @Test
    void wrongParameterMakesStatus400() throws Exception {
        assertErrors(
                post("/both/10", LINE),
                400,
                "{\"parameter\":\"id\",\"in\":\"path\",\"detail\":\"must be at most 9\"}",
                line(""));
    }

    @Test
    void unreadableJsonGets400Alone() throws Exception {
        ReceivedResponse response = post("/valid", "{\"quantity\":\"x\",\"sku\":\"a\"}");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("errors");
    }
}
