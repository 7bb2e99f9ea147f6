package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.SourceContext;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how {@code @Consumes} and {@code @Produces} affect routes. */
final class NegotiationTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Sources.class, Pages.class, Texts.class})
            @Produces({"text/markdown", "application/json"})
            public final class Api {}
            """;

    private static final String SOURCES = """
            package shop;

            import com.google.protobuf.SourceContext;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.jspecify.annotations.Nullable;

            @Controller("/sources")
            @Consumes({"application/x-protobuf", "application/json"})
            @Produces({"application/x-protobuf", "application/json", "application/vnd.source+json"})
            public final class Sources {
              private static final SourceContext ONE = SourceContext.newBuilder().setFileName("a").build();

              @Get SourceContext find() { return ONE; }
              @Get("/some") Optional<SourceContext> some(@Query boolean none) {
                return none ? Optional.empty() : Optional.of(ONE);
              }
              @Get("/later") CompletionStage<@Nullable SourceContext> later(@Query boolean none) {
                return CompletableFuture.supplyAsync(() -> none ? null : ONE);
              }
              @Get("/own") SourceContext own(@Query String type, Response response) {
                response.contentType(type);
                return ONE;
              }
              @Post SourceContext echo(@Body SourceContext source) { return source; }
              @Post("/name") @Produces("text/plain") String name(@Body SourceContext source) {
                return source.getFileName();
              }
              @Get("/default") @Produces("text/plain") void none(Response response) {
                response.body().append("by hand");
              }
              @Post("/self") @Consumes("text/csv") @Produces("text/plain") String self(Request request) {
                return request.body().toString();
              }
              @Delete void nothing() {}
              @Get("/status") void status(Response response) { response.status(202); }
              @Post("/size") @Produces("text/plain") int size(Request request) { return request.body().length(); }
            }
            """;

    private static final String PAGES = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.util.concurrent.Flow;
            import java.util.concurrent.SubmissionPublisher;

            @Controller("/pages")
            @Produces("text/html")
            public final class Pages {
              @Get String page() { return "<p>"; }
              @Get("/csv") @Produces({"text/csv", "text/html"}) String table() { return "1,2"; }
              @Get("/png") @Produces("image/png") byte[] png() { return new byte[] {1}; }
              @Get("/any") @Produces("image/*") byte[] any(Response response) {
                response.contentType("image/jpeg");
                return new byte[] {1};
              }
              @Get("/own") String own(Response response) {
                response.contentType("text/x-own");
                return "own";
              }
              @Get("/bytes") @Produces("text/csv") byte[] bytes() { return new byte[] {'1'}; }
            }
            """;

    private static final String TEXTS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/texts")
            public final class Texts {
              @Get String text() { return "# a"; }
              @Post @Consumes("text/csv") void add(@Body String text) {}
            }
            """;

    private static Wire wire;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        wire = new Wire(RunningApp.of(API, SOURCES, PAGES, TEXTS));
    }

    private static String ok(String fields, String body) {
        return "HTTP/1.1 200 OK\n" + fields + "Content-Length: " + body.length() + "\n\n" + body;
    }

    private static String typed(String type, String body) {
        return ok("vary: accept\ncontent-type: " + type + "\n", body);
    }

    private static final String BINARY = "\n\1a";
    private static final String JSON = "{\"fileName\":\"a\"}";

    @ParameterizedTest
    @ValueSource(strings = {"/sources", "/sources/some?none=false", "/sources/later?none=false"})
    void writesPreferredForm(String path) throws Exception {
        assertThat(wire.send("GET " + path, "")).isEqualTo(typed("application/x-protobuf", BINARY));
        assertThat(wire.send("GET " + path, "", "Accept: */*")).isEqualTo(typed("application/x-protobuf", BINARY));
        assertThat(wire.send("GET " + path, "", "Accept: application/json")).isEqualTo(typed("application/json", JSON));
        assertThat(wire.send("GET " + path, "", "Accept: application/json;q=0.1, application/vnd.source+json"))
                .isEqualTo(typed("application/vnd.source+json", JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sources/some?none=true", "/sources/later?none=true"})
    void absentResultGets404(String path) throws Exception {
        assertThat(wire.send("GET " + path, "", "Accept: application/json")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void readsFormOfRequest() throws Exception {
        byte[] binary = SourceContext.newBuilder().setFileName("a").build().toByteArray();
        assertThat(wire.send("POST /sources/name", JSON, "Content-Type: application/json; charset=utf-8"))
                .isEqualTo(ok("content-type: text/plain;charset=utf-8\n", "a"));
        assertThat(wire.send("POST /sources/name", binary, "Content-Type: application/X-Protobuf"))
                .isEqualTo(ok("content-type: text/plain;charset=utf-8\n", "a"));
        assertThat(wire.send("POST /sources/name", "")).endsWith("\n\n");
    }

    @Test
    void prefersFormOfRequest() throws Exception {
        assertThat(wire.send("POST /sources", JSON, "Content-Type: application/json", "Accept: */*"))
                .isEqualTo(typed("application/json", JSON));
    }

    @Test
    void malformedJsonGets400() throws Exception {
        String response = wire.send("POST /sources", "{\n\"fileName\":", "Content-Type: application/json");
        assertThat(response).startsWith("HTTP/1.1 400 Bad Request\n");
        assertThat(response).contains("The body is not valid JSON: line 2, column 12 must be ");
        assertThat(response).contains("\"line\":2,\"column\":12");
        assertThat(wire.send("POST /sources", "{\"name\":1}", "Content-Type: application/json"))
                .contains("There is no property /name.");
    }

    @ParameterizedTest
    @CsvSource({"text/plain", "application/protobuf", "application/vnd.source+json", "application/*"})
    void otherTypeGets415WithAcceptedTypes(String type) throws Exception {
        String response = wire.send("POST /sources", "x", "Content-Type: " + type);
        assertThat(response)
                .startsWith("HTTP/1.1 415 Unsupported Media Type\naccept: application/x-protobuf, application/json\n");
        assertThat(response).contains("The body must be application/x-protobuf, application/json");
    }

    @Test
    void otherAcceptGets406WithAvailableTypes() throws Exception {
        String response = wire.send("GET /sources", "", "Accept: text/html");
        assertThat(response).startsWith("HTTP/1.1 406 Not Acceptable\nvary: accept\n");
        assertThat(response)
                .contains("The response can only be application/x-protobuf, application/json,"
                        + " application/vnd.source+json");
    }

    @Test
    void singleTypeDoesNotVary() throws Exception {
        assertThat(wire.send("GET /pages", "")).isEqualTo(ok("content-type: text/html;charset=utf-8\n", "<p>"));
        assertThat(wire.send("GET /pages", "", "Accept: text/plain")).contains("\nvary: accept\n");
    }

    @Test
    void nearestAnnotationCounts() throws Exception {
        assertThat(wire.send("GET /pages/csv", "", "Accept: */*")).isEqualTo(typed("text/csv;charset=utf-8", "1,2"));
        assertThat(wire.send("GET /pages/csv", "", "Accept: text/html"))
                .isEqualTo(typed("text/html;charset=utf-8", "1,2"));
        assertThat(wire.send("GET /texts", "")).isEqualTo(ok("content-type: text/markdown;charset=utf-8\n", "# a"));
        assertThat(wire.send("POST /texts", "a", "Content-Type: text/plain")).startsWith("HTTP/1.1 415 ");
        assertThat(wire.send("POST /texts", "a", "Content-Type: text/csv")).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void appliesFittingTypesOfClass() throws Exception {
        assertThat(wire.send("DELETE /sources", "")).startsWith("HTTP/1.1 204 ");
        assertThat(wire.send("GET /sources/status", "", "Accept: image/png"))
                .isEqualTo("HTTP/1.1 202 Accepted\nContent-Length: 0\n\n");
        assertThat(wire.send("POST /sources/size", "12", "Content-Type: image/png"))
                .endsWith("\n\n2");
    }

    @Test
    void appliesTypesOfApplication() throws Exception {
        Wire consuming = new Wire(RunningApp.of("""
                package shop;

                import dev.interlock.annotation.*;

                @HttpApp(controllers = Notes.class)
                @Consumes({"text/markdown", "application/json"})
                public final class Api {}
                """, """
                package shop;

                import com.google.protobuf.SourceContext;
                import dev.interlock.annotation.*;

                @Controller("/notes")
                public final class Notes {
                  @Get String find() { return "a"; }
                  @Post String add(@Body String text) { return text; }
                  @Post("/source") String source(@Body SourceContext source) { return source.getFileName(); }
                  @Post("/own") @Consumes("text/csv") String own(@Body String text) { return text; }
                }
                """));
        assertThat(consuming.send("GET /notes", "")).endsWith("\n\na");
        assertThat(consuming.send("POST /notes", "# b", "Content-Type: text/markdown"))
                .endsWith("\n\n# b");
        assertThat(consuming.send("POST /notes", "b", "Content-Type: text/plain"))
                .startsWith("HTTP/1.1 415 Unsupported Media Type\naccept: text/markdown\n");
        assertThat(consuming.send("POST /notes/source", JSON, "Content-Type: application/json"))
                .endsWith("\n\na");
        assertThat(consuming.send("POST /notes/source", BINARY, "Content-Type: application/x-protobuf"))
                .startsWith("HTTP/1.1 415 Unsupported Media Type\naccept: application/json\n");
        assertThat(consuming.send("POST /notes/own", "1,2", "Content-Type: text/csv"))
                .endsWith("\n\n1,2");
        assertThat(consuming.send("POST /notes/own", "# b", "Content-Type: text/markdown"))
                .startsWith("HTTP/1.1 415 Unsupported Media Type\naccept: text/csv\n");
    }

    @Test
    void bytesHaveNamedType() throws Exception {
        assertThat(wire.send("GET /pages/png", "")).isEqualTo(ok("content-type: image/png\n", "\1"));
        assertThat(wire.send("GET /pages/bytes", "")).isEqualTo(ok("content-type: text/csv\n", "1"));
    }

    @Test
    void handlerOverridesType() throws Exception {
        assertThat(wire.send("GET /pages/own", "")).isEqualTo(ok("content-type: text/x-own\n", "own"));
        assertThat(wire.send("GET /pages/any", "", "Accept: image/webp"))
                .isEqualTo(ok("content-type: image/jpeg\n", "\1"));
        assertThat(wire.send("GET /sources/own?type=application/json", "")).isEqualTo(typed("application/json", JSON));
        assertThat(wire.send("GET /sources/own?type=application/own", "", "Accept: application/json"))
                .isEqualTo(typed("application/own", JSON));
    }

    @Test
    void handlerWithRequestHasNamedTypes() throws Exception {
        assertThat(wire.send("GET /sources/default", "")).isEqualTo(ok("content-type: text/plain\n", "by hand"));
        assertThat(wire.send("POST /sources/self", "1,2", "Content-Type: text/csv"))
                .endsWith("\n\n1,2");
        assertThat(wire.send("POST /sources/self", "1,2", "Content-Type: text/plain"))
                .startsWith("HTTP/1.1 415 ");
    }

    @Test
    void headHasTypeOfGet() throws Exception {
        assertThat(wire.send("HEAD /sources", "", "Accept: application/json"))
                .isEqualTo(typed("application/json", JSON).replace(JSON, ""));
    }
}
