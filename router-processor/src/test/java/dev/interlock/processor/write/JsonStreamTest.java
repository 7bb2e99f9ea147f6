package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests streams of JSON values in requests and responses. */
final class JsonStreamTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Ticks.class)
            public final class Api {}
            """;

    private static final String TICKS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import io.avaje.jsonb.Json;
            import java.util.*;
            import java.util.concurrent.*;

            @Controller
            public final class Ticks {
              @Json
              record Tick(String symbol, int price) {}

              @Get("/ticks") Flow.Publisher<Tick> ticks() {
                return published(List.of(new Tick("a\\nb", 1), new Tick("c", 2)));
              }
              @Get("/none") Flow.Publisher<Tick> none() { return published(List.of()); }
              @Get("/as") Flow.Publisher<Tick> as(@Query String type, Response response) {
                response.contentType(type);
                return ticks();
              }
              @Get("/array-only") @Produces("application/vnd.ticks+json") Flow.Publisher<Tick> arrayOnly() {
                return ticks();
              }
              @Get("/array-first") @Produces({"application/json", "application/jsonl"})
              CompletionStage<Flow.Publisher<Tick>> arrayFirst() {
                return CompletableFuture.completedFuture(ticks());
              }
              @Get("/lines-only") @Produces("application/jsonl") CompletionStage<Flow.Publisher<Tick>> linesOnly() {
                return CompletableFuture.completedFuture(ticks());
              }
              @Get("/later") CompletionStage<Optional<Flow.Publisher<Tick>>> later() {
                return CompletableFuture.completedFuture(Optional.of(ticks()));
              }
              @Get("/events") Flow.Publisher<ServerSentEvent<Tick>> events() {
                return published(List.of(ServerSentEvent.of(new Tick("a\\nb", 1)).withId("7")));
              }
              @Get("/events-later") CompletionStage<ServerSentEvents<Tick>> eventsLater() {
                return CompletableFuture.completedFuture(ServerSentEvents.of(events()));
              }

              @Post("/sum") CompletionStage<String> sum(@Body Flow.Publisher<Tick> ticks) {
                Sum sum = new Sum();
                ticks.subscribe(sum);
                return sum.result;
              }

              @Post("/echo") Flow.Publisher<Tick> echo(@Body Flow.Publisher<Tick> ticks) { return ticks; }

              static final class Sum implements Flow.Subscriber<Tick> {
                final CompletableFuture<String> result = new CompletableFuture<>();
                private int sum;
                private Flow.Subscription subscription;

                @Override public void onSubscribe(Flow.Subscription newSubscription) {
                  subscription = newSubscription;
                  subscription.request(1);
                }
                @Override public void onNext(Tick tick) {
                  sum += tick.price();
                  subscription.request(1);
                }
                @Override public void onError(Throwable failure) { result.completeExceptionally(failure); }
                @Override public void onComplete() { result.complete("sum " + sum); }
              }

              private static <T> Flow.Publisher<T> published(List<T> items) {
                return subscriber -> {
                  Iterator<T> rest = items.iterator();
                  subscriber.onSubscribe(new Flow.Subscription() {
                    @Override public void request(long n) {
                      if (rest.hasNext()) { subscriber.onNext(rest.next()); } else { subscriber.onComplete(); }
                    }
                    @Override public void cancel() {}
                  });
                };
              }
            }
            """;

    private static final String LINES = "{\"symbol\":\"a\\nb\",\"price\":1}\n{\"symbol\":\"c\",\"price\":2}\n";

    private static final String ARRAY = "[{\"symbol\":\"a\\nb\",\"price\":1},{\"symbol\":\"c\",\"price\":2}]";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        app = RunningApp.withJson(API, TICKS);
    }

    @Test
    void writesValueOnEachLine() throws Exception {
        ReceivedResponse response = app.get("/ticks");
        assertThat(response.body()).isEqualTo(LINES);
        assertThat(response.fields()).contains("content-type: application/x-ndjson\r\n");
        assertThat(app.get("/later").body()).isEqualTo(LINES);
        assertThat(app.get("/none").body()).isEmpty();
    }

    @Test
    void writesArrayAsJson() throws Exception {
        assertThat(app.send("GET", "/ticks", "", "accept: application/json").body())
                .isEqualTo(ARRAY);
        assertThat(app.send("GET", "/later", "", "accept: application/json").body())
                .isEqualTo(ARRAY);
        assertThat(app.send("GET", "/none", "", "accept: application/json").body())
                .isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            application/json                                | application/json
            application/jsonl                               | application/jsonl
            application/json;q=0.5, application/x-ndjson    | application/x-ndjson
            application/json, */*                           | application/json
            application/*                                   | application/x-ndjson
            */*                                             | application/x-ndjson
            """)
    void usesPreferredForm(String accept, String type) throws Exception {
        ReceivedResponse response = app.send("GET", "/ticks", "", "accept: " + accept);
        assertThat(response.fields()).contains("content-type: " + type + "\r\n");
        assertThat(response.fields()).contains("vary: accept\r\n");
        assertThat(response.body()).isEqualTo(type.endsWith("/json") ? ARRAY : LINES);
    }

    @Test
    void respondsWith406WithoutAcceptedForm() throws Exception {
        assertThat(app.route("GET", "/ticks").produces())
                .containsExactly("application/x-ndjson", "application/jsonl", "application/json")
                .inOrder();
        assertThat(new Wire(app).send("GET /ticks", "", "Accept: text/html")).startsWith("HTTP/1.1 406 ");
        assertThat(new Wire(app).send("GET /lines-only", "", "Accept: application/json"))
                .startsWith("HTTP/1.1 406 ");
    }

    @Test
    void handlerChoosesForm() throws Exception {
        assertThat(app.get("/as?type=application/json").body()).isEqualTo(ARRAY);
        assertThat(app.get("/as?type=application/jsonl").body()).isEqualTo(LINES);
        ReceivedResponse other = app.send("GET", "/as?type=application/jsonl", "", "accept: application/json");
        assertThat(other.body()).isEqualTo(LINES);
        assertThat(other.fields()).contains("content-type: application/jsonl\r\n");
    }

    @Test
    void routeNamesForms() throws Exception {
        ReceivedResponse array = app.get("/array-only");
        assertThat(array.body()).isEqualTo(ARRAY);
        assertThat(array.fields()).contains("content-type: application/vnd.ticks+json\r\n");
        assertThat(app.get("/array-first").body()).isEqualTo(ARRAY);
        assertThat(app.send("GET", "/array-first", "", "accept: application/jsonl")
                        .body())
                .isEqualTo(LINES);
        ReceivedResponse lines = app.get("/lines-only");
        assertThat(lines.body()).isEqualTo(LINES);
        assertThat(lines.fields()).contains("content-type: application/jsonl\r\n");
    }

    @Test
    void writesJsonAsEventData() throws Exception {
        String event = "id: 7\ndata: {\"symbol\":\"a\\nb\",\"price\":1}\n\n";
        assertThat(app.get("/events").body()).isEqualTo(event);
        assertThat(app.get("/events-later").body()).isEqualTo(event);
    }

    @Test
    void readsBodyByLine() throws Exception {
        assertThat(sum(LINES).body()).isEqualTo("sum 3");
        assertThat(sum("").body()).isEqualTo("sum 0");
        assertThat(app.route("POST", "/sum").consumes()).containsExactly("application/x-ndjson", "application/jsonl");
    }

    @Test
    void namesWrongLine() throws Exception {
        for (String line : new String[] {"{", "null", "{\"symbol\":\"a\",\"price\":\"x\"}", "1 2"}) {
            ReceivedResponse refused = sum(LINES + "\n" + line + "\n" + LINES);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("\"line\":4");
        }
    }

    @Test
    void respondsInTypeOfBody() throws Exception {
        ReceivedResponse response = app.send("POST", "/echo", LINES, "content-type: application/jsonl");
        assertThat(response.fields()).contains("content-type: application/jsonl\r\n");
        assertThat(response.body()).isEqualTo(LINES);
    }

    @Test
    void rejectsArrayAsLines() throws Exception {
        assertThat(new Wire(app).send("POST /sum", ARRAY, "Content-Type: application/json"))
                .startsWith("HTTP/1.1 415 ");
    }

    private static ReceivedResponse sum(String body) throws Exception {
        return app.send("POST", "/sum", body, "content-type: application/x-ndjson");
    }
}
