package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Wire;
import dev.interlock.server.InMemoryConnection;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests streams of protobuf messages. They are length-delimited. If the route declares the media type, they are lines
 * of JSON.
 */
final class MessageStreamTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = {Ticks.class, Faults.class})
            public final class Api {}
            """;

    private static final String TICKS = """
            package shop;

            import com.google.protobuf.*;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller
            @Produces({"application/x-protobuf", "application/x-ndjson", "application/protobuf", "application/jsonl"})
            public final class Ticks {
              @Get("/ticks") Flow.Publisher<SourceContext> ticks() {
                return published(List.of(file("a\\nb"), file("c")), null);
              }
              @Get("/maybe") Optional<Flow.Publisher<SourceContext>> maybe(@Query boolean none) {
                return none ? Optional.empty() : Optional.of(ticks());
              }
              @Get("/later") CompletionStage<Flow.@Nullable Publisher<SourceContext>> later(@Query boolean none) {
                return CompletableFuture.supplyAsync(() -> none ? null : ticks());
              }
              @Get("/none") Flow.Publisher<SourceContext> none() { return published(List.of(), null); }
              @Get("/as") Flow.Publisher<SourceContext> as(@Query String type, Response response) {
                response.contentType(type);
                return ticks();
              }
              @Get("/lines-only") @Produces("application/jsonl") Flow.Publisher<SourceContext> linesOnly() {
                return ticks();
              }
              @Get("/lines-later") @Produces("application/x-ndjson")
              CompletionStage<Flow.Publisher<SourceContext>> linesLater() {
                return CompletableFuture.completedFuture(ticks());
              }
              @Get("/lines-first") @Produces({"application/x-ndjson", "application/vnd.google.protobuf"})
              Flow.Publisher<SourceContext> linesFirst() { return ticks(); }
              @Get("/binary-only") @Produces("application/protobuf") Flow.Publisher<SourceContext> binaryOnly() {
                return ticks();
              }
              @Get("/lite") Flow.Publisher<MessageLite> lite() { return published(List.of(file("c")), null); }
              @Get("/one") SourceContext one() { return file("c"); }

              static SourceContext file(String name) { return SourceContext.newBuilder().setFileName(name).build(); }

              static <T> Flow.Publisher<T> published(List<T> items, @Nullable Throwable failure) {
                return subscriber -> {
                  Iterator<T> rest = items.iterator();
                  subscriber.onSubscribe(new Flow.Subscription() {
                    private long wanted;
                    private boolean giving;
                    private boolean over;

                    @Override public void request(long n) {
                      wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + n;
                      if (giving) {
                        return;
                      }
                      giving = true;
                      for (; wanted > 0 && !over && rest.hasNext(); wanted--) {
                        subscriber.onNext(rest.next());
                      }
                      giving = false;
                      if (!over && !rest.hasNext()) {
                        end();
                      }
                    }

                    private void end() {
                      over = true;
                      if (failure != null) {
                        subscriber.onError(failure);
                      } else {
                        subscriber.onComplete();
                      }
                    }

                    @Override public void cancel() { over = true; }
                  });
                };
              }
            }
            """;

    private static final String FAULTS = """
            package shop;

            import com.google.protobuf.*;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.*;
            import java.util.concurrent.*;

            @Controller("/faults")
            @Produces({"application/x-ndjson", "application/x-protobuf"})
            public final class Faults {
              private static final Value ONE = Value.newBuilder().setStringValue("a").build();
              private static final Value UNWRITABLE = Value.newBuilder().setNumberValue(Double.NaN).build();

              @Get("/fails/first") Flow.Publisher<Value> failsFirst() {
                return Ticks.published(List.of(), new IllegalStateException("secret"));
              }
              @Get("/refuses/first") Flow.Publisher<Value> refusesFirst() {
                return Ticks.published(List.of(), new HttpException(409, "Not now."));
              }
              @Get("/fails/later") Flow.Publisher<Value> failsLater() {
                return Ticks.published(List.of(ONE), new IllegalStateException("secret"));
              }
              @Get("/unwritable/first") Flow.Publisher<Value> unwritableFirst() {
                return Ticks.published(List.of(UNWRITABLE), null);
              }
              @Get("/unwritable/later") Flow.Publisher<Value> unwritableLater() {
                return Ticks.published(List.of(ONE, UNWRITABLE, ONE), null);
              }
            }
            """;

    private static final String LINES = "{\"fileName\":\"a\\nb\"}\n{\"fileName\":\"c\"}\n";
    private static final String DELIMITED = "\5\n\3a\nb\3\n\1c";

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, TICKS, FAULTS);
    }

    private static ReceivedResponse asked(String path, String accept) throws Exception {
        return app.send("GET", path, "", "accept: " + accept);
    }

    private static void assertResponse(ReceivedResponse response, String type, String body) {
        assertThat(response.fields()).contains("content-type: " + type + "\r\n");
        assertThat(response.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            */*                                                     | application/x-protobuf;delimited=true
            application/*                                           | application/x-protobuf;delimited=true
            application/x-protobuf                                  | application/x-protobuf;delimited=true
            application/x-protobuf;delimited=true                   | application/x-protobuf;delimited=true
            application/x-ndjson, application/x-protobuf;delimited=true | application/x-protobuf;delimited=true
            application/protobuf, */*                               | application/protobuf;delimited=true
            application/x-ndjson                                    | application/x-ndjson
            application/x-ndjson, */*                               | application/x-ndjson
            application/x-protobuf;q=0.5, application/x-ndjson      | application/x-ndjson
            application/jsonl                                       | application/jsonl
            """)
    void usesPreferredForm(String accept, String type) throws Exception {
        for (String path : new String[] {"/ticks", "/maybe?none=false", "/later?none=false"}) {
            ReceivedResponse response = asked(path, accept);
            assertResponse(response, type, type.contains("protobuf") ? DELIMITED : LINES);
            assertThat(response.fields()).contains("vary: accept\r\n");
        }
    }

    @Test
    void usesFirstFormWithoutAccept() throws Exception {
        assertResponse(app.get("/ticks"), "application/x-protobuf;delimited=true", DELIMITED);
        assertResponse(app.get("/lines-first"), "application/x-ndjson", LINES);
        assertResponse(
                asked("/lines-first", "application/vnd.google.protobuf, */*"),
                "application/vnd.google.protobuf;delimited=true",
                DELIMITED);
    }

    @Test
    void respondsWith406WithoutAcceptedForm() throws Exception {
        assertThat(app.route("GET", "/ticks").produces())
                .containsExactly(
                        "application/x-protobuf", "application/x-ndjson", "application/protobuf", "application/jsonl")
                .inOrder();
        assertThat(new Wire(app).send("GET /ticks", "", "Accept: application/json"))
                .startsWith("HTTP/1.1 406 ");
        assertThat(new Wire(app).send("GET /lines-only", "", "Accept: application/x-protobuf"))
                .startsWith("HTTP/1.1 406 ");
    }

    @Test
    void singleFormDoesNotVary() throws Exception {
        for (String path : new String[] {"/lines-only", "/lines-later", "/binary-only"}) {
            assertThat(app.get(path).fields()).doesNotContain("vary");
        }
        assertResponse(app.get("/lines-only"), "application/jsonl", LINES);
        assertResponse(app.get("/lines-later"), "application/x-ndjson", LINES);
        assertResponse(app.get("/binary-only"), "application/protobuf;delimited=true", DELIMITED);
    }

    @Test
    void writesNoLinesForNoMessages() throws Exception {
        assertResponse(asked("/none", "application/x-ndjson"), "application/x-ndjson", "");
        assertThat(asked("/maybe?none=true", "application/x-ndjson").status()).isEqualTo(404);
        assertThat(asked("/later?none=true", "application/x-ndjson").status()).isEqualTo(404);
    }

    @Test
    void handlerChoosesForm() throws Exception {
        assertResponse(app.get("/as?type=application/jsonl"), "application/jsonl", LINES);
        assertResponse(
                asked("/as?type=application/protobuf", "application/x-ndjson"),
                "application/protobuf;delimited=true",
                DELIMITED);
        assertResponse(asked("/as?type=application/x-own", "application/x-ndjson"), "application/x-own", LINES);
    }

    @Test
    void appliesFittingTypesOfClass() throws Exception {
        assertResponse(asked("/lite", "*/*"), "application/x-protobuf;delimited=true", "\3\n\1c");
        assertThat(app.route("GET", "/lite").produces()).doesNotContain("application/x-ndjson");
        assertThat(app.route("GET", "/one").produces())
                .containsExactly("application/x-protobuf", "application/protobuf")
                .inOrder();
    }

    @Test
    void sendsLinesAsPublished() throws Exception {
        assertThat(new Wire(app).send("GET /ticks", "", "Accept: application/x-ndjson"))
                .endsWith("""
                        vary: accept
                        content-type: application/x-ndjson
                        Transfer-Encoding: chunked

                        14
                        {"fileName":"a\\nb"}

                        11
                        {"fileName":"c"}

                        0

                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails", "unwritable"})
    void failureBeforeFirstMessageGets500(String what) throws Exception {
        String response = new Wire(app).send("GET /faults/" + what + "/first", "");
        assertThat(response).startsWith("HTTP/1.1 500 ");
        assertThat(response).contains("\ncontent-type: application/problem+json\n");
        assertThat(response).doesNotContain("secret");
    }

    @Test
    void httpExceptionBeforeFirstMessageSetsStatus() throws Exception {
        assertThat(new Wire(app).send("GET /faults/refuses/first", "")).startsWith("HTTP/1.1 409 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fails", "unwritable"})
    void failureAfterFirstMessageClosesConnection(String what) throws Exception {
        String request = "GET /faults/" + what + "/later HTTP/1.1\r\nHost: a.test\r\n\r\n";
        try (InMemoryConnection connection = new InMemoryConnection(app.router())) {
            connection.send(request.getBytes(ISO_8859_1));
            assertThat(connection.awaitResponses(Duration.ofSeconds(10))).isTrue();
            assertThat(connection.isClosed()).isTrue();
            assertThat(new String(connection.receive(), UTF_8)).doesNotContain("\r\n0\r\n");
        }
    }

    @Test
    void sendsMessagesWithoutJsonInBinary() throws Exception {
        assertThat(new Wire(app).send("GET /faults/unwritable/later", "", "Accept: application/x-protobuf"))
                .endsWith("\n0\n\n");
    }
}
