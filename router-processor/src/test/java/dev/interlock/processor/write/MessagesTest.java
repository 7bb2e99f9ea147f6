package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import dev.interlock.http.Execution;
import dev.interlock.http.RouteInfo;
import dev.interlock.processor.testing.Exchange;
import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests that routers use the generated decoders and encoders of protobuf messages. The decoders and encoders of this
 * test are written by hand. This works because routers refer to them only by name.
 */
final class MessagesTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Orders.class)
            public final class Api {}
            """;

    private static final String INTERFACES = """
            package shop.wire;

            import dev.interlock.annotation.*;

            public interface Wire {
              @ProtoView("shop.Order") interface Order { String text(); }
              @ProtoWriter("shop.Total") interface Total { Total add(String text); }
            }
            """;

    private static final String DECODER = """
            package shop.wire;

            import dev.interlock.http.HttpException;
            import dev.interlock.http.Request;

            public final class Wire_OrderDecoder implements Wire.Order {
              private final String text;

              private Wire_OrderDecoder(String text) { this.text = text; }

              public static Wire.Order read(Request request) {
                String text = request.body().toString();
                if (text.isEmpty()) {
                  throw new HttpException(400, "empty");
                }
                return new Wire_OrderDecoder(text);
              }

              @Override public String text() { return text; }
            }
            """;

    private static final String ENCODER = """
            package shop.wire;

            import dev.interlock.bytes.ByteWriter;
            import dev.interlock.http.Request;
            import dev.interlock.http.Response;

            public final class Wire_TotalEncoder implements Wire.Total {
              private final ByteWriter out;

              private Wire_TotalEncoder(ByteWriter out) { this.out = out; }

              public static Wire_TotalEncoder begin(Request request, Response response) {
                response.body().append(request.method()).append((byte) '<');
                return new Wire_TotalEncoder(response.body());
              }

              @Override public Wire_TotalEncoder add(String text) { out.append(text); return this; }

              public void end() { out.append((byte) '>'); }
            }
            """;

    private static final String CONTROLLER = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.concurrent.*;
            import shop.wire.Wire;

            @Controller
            public final class Orders {
              @Post("/both") @Status(201) void both(Wire.Total out, @Body Wire.Order in, @Query @Default("") String end) {
                out.add(in.text()).add(end);
              }
              @Put("/names") void names(@Body Wire.Order request, Wire.Total response, @Query("body") String answer) {
                response.add(request.text()).add(answer);
              }
              @Get("/out") void out(Wire.Total out) { out.add("out"); }
              @Post("/in") String in(@Body Wire.Order in) { return in.text(); }
              @Get("/own") void own(Wire.Total out, Response response) {
                response.status(202).contentType("application/own");
                out.add("own");
              }
              @Get("/blocking") @Blocking void blocking(Wire.Total out) { out.add("slowly"); }
              @Get("/refused") void refused(Wire.Total out) {
                out.add("half of");
                throw new HttpException(409, "no");
              }
              @Post("/later") CompletionStage<Void> later(@Body Wire.Order answer, Wire.Total value) {
                CompletableFuture<Void> sent = new CompletableFuture<>();
                waiting.add(sent);
                return sent.thenRun(() -> value.add(answer.text()));
              }
              @Post("/fails") CompletionStage<Void> fails(Wire.Total out) {
                return CompletableFuture.failedFuture(new HttpException(409, "no"));
              }

              public static final BlockingQueue<CompletableFuture<Void>> waiting = new LinkedBlockingQueue<>();
            }
            """;

    private static RunningApp app;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, INTERFACES, DECODER, ENCODER, CONTROLLER);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /both?end=!, 201, POST<in!>",
        "PUT, /names?body=b, 200, PUT<inb>",
        "GET, /out, 200, GET<out>",
        "GET, /blocking, 200, GET<slowly>",
        "POST, /in, 200, in",
    })
    void handlersUseViewsAndWriters(String method, String target, int status, String body) throws Exception {
        ReceivedResponse response = app.send(method, target, "in");
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).isEqualTo(body);
    }

    @Test
    void rejectedBodyBeginsNoResponse() throws Exception {
        ReceivedResponse response = app.send("POST", "/both", "");
        assertThat(response.status()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("POST<");
    }

    @Test
    void dropsPartialResponse() throws Exception {
        ReceivedResponse response = app.get("/refused");
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).startsWith("{");
        assertThat(response.fields())
                .isEqualTo(
                        "content-type: application/problem+json\r\nvary: accept\r\ncache-control: no-store\r\nx-content-type-options: nosniff\r\n");
    }

    @Test
    void handlersSetStatusAndType() throws Exception {
        ReceivedResponse response = app.get("/own");
        assertThat(response.status()).isEqualTo(202);
        assertThat(response.fields()).isEqualTo("vary: accept\r\ncontent-type: application/own\r\n");
        assertThat(response.body()).isEqualTo("GET<own>");
    }

    @Test
    void responseHasPreferredType() throws Exception {
        assertThat(app.send("GET", "/out", "", "Accept: application/protobuf").fields())
                .isEqualTo("vary: accept\r\ncontent-type: application/protobuf\r\n");
        assertThat(app.send("POST", "/both", "in", "Content-Type: application/vnd.google.protobuf")
                        .fields())
                .isEqualTo("vary: accept\r\ncontent-type: application/vnd.google.protobuf\r\n");
        assertThat(app.get("/out").fields()).isEqualTo("vary: accept\r\ncontent-type: application/x-protobuf\r\n");
    }

    @Test
    @SuppressWarnings("unchecked")
    void laterResponseEndsWithStage() throws Exception {
        Exchange exchange = app.begin("POST", "/later", "in");
        assertThat(exchange.isAwaiting()).isTrue();
        assertThat(exchange.response().body().toString()).isEqualTo("POST<");
        ClassLoader loader = app.router().getClass().getClassLoader();
        Object waiting = loader.loadClass("shop.Orders").getField("waiting").get(null);
        ((java.util.concurrent.BlockingQueue<java.util.concurrent.CompletableFuture<Void>>) waiting)
                .remove()
                .complete(null);
        assertThat(exchange.end().body()).isEqualTo("POST<in>");
    }

    @Test
    void failedStageSetsStatus() throws Exception {
        ReceivedResponse response = app.send("POST", "/fails", "");
        assertThat(response.status()).isEqualTo(409);
        assertThat(response.body()).startsWith("{");
    }

    @Test
    void routesDeclareMediaTypes() {
        String[] types = {
            "application/x-protobuf", "application/protobuf", "application/vnd.google.protobuf", "application/proto"
        };
        RouteInfo both = app.route("POST", "/both");
        assertThat(both.consumes()).containsExactlyElementsIn(types).inOrder();
        assertThat(both.produces()).containsExactlyElementsIn(types).inOrder();
        assertThat(both.execution()).isEqualTo(Execution.EVENT_LOOP);
        assertThat(app.route("POST", "/in").produces()).containsExactly("text/plain");
        assertThat(app.route("GET", "/out").consumes()).isEmpty();
        assertThat(app.route("POST", "/later").execution()).isEqualTo(Execution.ASYNCHRONOUS);
        assertThat(app.route("GET", "/blocking").execution()).isEqualTo(Execution.BLOCKING);
    }
}
