package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;

import com.google.protobuf.SourceContext;
import dev.interlock.http.RouteInfo;
import dev.interlock.processor.testing.RunningApp;
import dev.interlock.processor.testing.Wire;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests routes that have the same method and paths, but different media types. */
final class VariantsTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.*;

            @HttpApp(controllers = {Zeros.class, Notes.class})
            public final class Api {}
            """;

    private static final String NOTES = """
            package shop;

            import com.google.protobuf.SourceContext;
            import dev.interlock.annotation.*;
            import dev.interlock.http.*;

            @Controller("/notes")
            public final class Notes {
              @Post @Consumes("text/csv") String addTable(@Body String table) { return "table " + table; }
              @Post @Consumes({"text/plain", "image/*"}) @MaxBody(3) String addBytes(@Body byte[] note) {
                return "bytes " + note.length;
              }
              @Post SourceContext addMessage(@Body SourceContext source) { return source; }

              @Get("/{id}") String find(long id) { return "text " + id; }
              @Get("/{number}") SourceContext findSource(@Path("number") String name) {
                return SourceContext.newBuilder().setFileName(name).build();
              }
              @Get("/{id}") @Produces({"image/png", "image/jpeg"}) byte[] image(int id, Request request) {
                return request.route().handler().getBytes();
              }
              @Get("/1") String first() { return "one"; }
              @Get("/{name:[0-9]+}/x") String digits(String name) { return "digits"; }
              @Get("/{name:\\\\d+}/x") @Produces("text/html") String html(String name) { return "html"; }
            }
            """;

    /** The first controller of the application. The names of its methods are the last in alphabetical order. */
    private static final String ZEROS = """
            package shop;

            import dev.interlock.annotation.*;

            @Controller("/zeros")
            public final class Zeros {
              @Get @Produces("text/csv") String zzz() { return "first"; }
              @Get @Produces("text/html") String aaa() { return "second"; }
              @Put @Consumes("text/csv") String putTable(@Body String table) { return table; }
              @Put @Consumes("text/html") String putPage(@Body String page) { return page; }
            }
            """;

    private static RunningApp app;
    private static Wire wire;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        app = RunningApp.of(API, NOTES, ZEROS);
        wire = new Wire(app);
    }

    @Test
    void typeOfBodyChooses() throws Exception {
        byte[] message = SourceContext.newBuilder().setFileName("a").build().toByteArray();
        assertThat(wire.send("POST /notes", "1", "Content-Type: text/csv")).endsWith("\n\ntable 1");
        assertThat(wire.send("POST /notes", "1", "Content-Type: text/plain;charset=utf-8"))
                .endsWith("\n\nbytes 1");
        assertThat(wire.send("POST /notes", "12", "Content-Type: image/gif")).endsWith("\n\nbytes 2");
        assertThat(wire.send("POST /notes", message, "Content-Type: application/protobuf"))
                .endsWith("Content-Length: 3\n\n\n\1a");
    }

    @Test
    void commonResponseTypeDoesNotVary() throws Exception {
        assertThat(wire.send("PUT /zeros", "1", "Content-Type: text/csv")).doesNotContain("vary");
        assertThat(wire.send("POST /notes", "1", "Content-Type: text/csv")).contains("\nvary: accept\n");
    }

    @Test
    void unreadableBodyGets415WithAllTypes() throws Exception {
        String all = "text/csv, text/plain, image/*, application/x-protobuf, application/protobuf,"
                + " application/vnd.google.protobuf, application/proto";
        String response = wire.send("POST /notes", "1", "Content-Type: text/html");
        assertThat(response).startsWith("HTTP/1.1 415 Unsupported Media Type\naccept: " + all + "\n");
        assertThat(response).contains("The body must be " + all);
        assertThat(wire.send("POST /notes", "1")).startsWith("HTTP/1.1 415 ");
    }

    @Test
    void eachVariantHasItsOwnLimit() throws Exception {
        assertThat(wire.send("POST /notes", "1234", "Content-Type: text/csv")).startsWith("HTTP/1.1 200 ");
        assertThat(wire.send("POST /notes", "1234", "Content-Type: text/plain")).startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/plain                              | text 7
                    */*                                     | text 7
                    text/*, image/*                         | text 7
                    application/vnd.google.protobuf         | message
                    image/jpeg                              | shop.Notes.image
                    text/plain;q=0.5, image/*;q=0.6         | shop.Notes.image
                    image/png;q=0, image/*, text/*;q=0.9    | shop.Notes.image
                    """)
    void acceptChooses(String accept, String body) throws Exception {
        String response = wire.send("GET /notes/7", "", "Accept: " + accept);
        String expected = body.equals("message") ? "\n\1" + "7" : body;
        assertThat(response).endsWith("\n\n" + expected);
        assertThat(response).contains("\nvary: accept\n");
    }

    @Test
    void unacceptableResponseGets406WithAllTypes() throws Exception {
        String response = wire.send("GET /notes/7", "", "Accept: application/json");
        assertThat(response).startsWith("HTTP/1.1 406 Not Acceptable\nvary: accept\n");
        assertThat(response)
                .contains("The response can only be text/plain, application/x-protobuf, application/protobuf,"
                        + " application/vnd.google.protobuf, application/proto, image/png, image/jpeg");
        assertThat(wire.send("POST /notes", "1", "Content-Type: text/csv", "Accept: application/x-protobuf"))
                .contains("The response can only be text/plain\"");
    }

    @Test
    void prefersFirstDeclaredVariant() throws Exception {
        assertThat(wire.send("GET /zeros", "")).endsWith("\n\nfirst");
        assertThat(wire.send("GET /zeros", "", "Accept: text/html, text/csv")).endsWith("\n\nfirst");
        assertThat(wire.send("GET /zeros", "", "Accept: text/html, */*")).endsWith("\n\nsecond");
        assertThat(wire.send("GET /notes/7", "")).endsWith("\n\ntext 7");
        assertThat(wire.send("POST /notes", "")).endsWith("\n\ntable ");
    }

    @Test
    void equivalentPatternsAreSamePaths() throws Exception {
        assertThat(wire.send("GET /notes/7/x", "", "Accept: text/html")).endsWith("\n\nhtml");
        assertThat(wire.send("GET /notes/7/x", "")).endsWith("\n\ndigits");
    }

    @Test
    void moreSpecificRouteIsNoVariant() throws Exception {
        assertThat(wire.send("GET /notes/1", "")).endsWith("\n\none");
        assertThat(wire.send("GET /notes/1", "", "Accept: image/png")).startsWith("HTTP/1.1 406 ");
    }

    @Test
    void headOptionsAndAllowAreAsForOneRoute() throws Exception {
        assertThat(wire.send("HEAD /notes/7", "", "Accept: image/png"))
                .isEqualTo("HTTP/1.1 200 OK\nvary: accept\ncontent-type: image/png\nContent-Length: 16\n\n");
        assertThat(wire.send("OPTIONS /notes/7", "")).contains("\nallow: GET, HEAD, OPTIONS\n");
        assertThat(wire.send("DELETE /notes/7", "")).contains("\nallow: GET, HEAD, OPTIONS\n");
        assertThat(wire.send("GET /notes", "")).contains("\nallow: POST, OPTIONS\n");
    }

    @Test
    void bindsParametersOfChosenRoute() throws Exception {
        assertThat(wire.send("GET /notes/x", "", "Accept: application/protobuf"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(wire.send("GET /notes/x", "", "Accept: text/plain")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void readsJsonBesideProtobuf() throws Exception {
        Wire both = new Wire(RunningApp.withJson(
                "package shop; import dev.interlock.annotation.*;"
                        + " @HttpApp(controllers = Files.class) public final class Api {}",
                """
                package shop;

                import com.google.protobuf.SourceContext;
                import dev.interlock.annotation.*;
                import io.avaje.jsonb.Json;

                @Controller("/files")
                public final class Files {
                  @Json public record File(String name) {}

                  @Post File add(@Body File file) { return file; }
                  @Post SourceContext addSource(@Body SourceContext source) { return source; }
                  @Get File find() { return new File("a"); }
                  @Get SourceContext findSource() { return SourceContext.newBuilder().setFileName("a").build(); }
                  @Get("/vendor") @Produces("application/vnd.file+json") File vendor() { return find(); }
                }
                """));
        byte[] message = SourceContext.newBuilder().setFileName("a").build().toByteArray();
        assertThat(both.send("POST /files", "{\"name\":\"a\"}", "Content-Type: application/json"))
                .endsWith("\n\n{\"name\":\"a\"}");
        assertThat(both.send("POST /files", message, "Content-Type: application/protobuf"))
                .endsWith("\n\n\n\1a");
        assertThat(both.send("GET /files", "", "Accept: application/x-protobuf"))
                .endsWith("\n\n\n\1a");
        assertThat(both.send("GET /files", "")).endsWith("\n\n{\"name\":\"a\"}");
        assertThat(both.send("GET /files/vendor", "")).contains("\ncontent-type: application/vnd.file+json\n");
        assertThat(both.send("POST /files", "x", "Content-Type: text/plain")).startsWith("HTTP/1.1 415 ");
    }

    @Test
    void variantsMayBeInDifferentParts() throws Exception {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            others.append("@Get(\"/{a}/x")
                    .append(i)
                    .append("\") void x")
                    .append(i)
                    .append("(String a) {}\n");
        }
        Wire large = new Wire(RunningApp.of(
                "package shop; import dev.interlock.annotation.*;"
                        + " @HttpApp(controllers = Many.class) public final class Api {}",
                "package shop; import dev.interlock.annotation.*; @Controller public final class Many {\n"
                        + "@Get(\"/{z}\") @Produces(\"text/csv\") String csv(String z) { return \"csv\"; }\n"
                        + "@Get(\"/{a}\") @Produces(\"text/html\") String html(String a) { return \"html\"; }\n"
                        + others
                        + "}"));
        assertThat(large.send("GET /1", "", "Accept: text/html")).endsWith("\n\nhtml");
        assertThat(large.send("GET /1", "")).endsWith("\n\ncsv");
        assertThat(large.send("GET /1/x7", "")).startsWith("HTTP/1.1 204 ");
    }

    @Test
    void eachVariantIsOwnRoute() {
        assertThat(app.routes().stream()
                        .filter(route -> route.template().equals("/notes"))
                        .map(RouteInfo::handler))
                .containsExactly("shop.Notes.addBytes", "shop.Notes.addMessage", "shop.Notes.addTable");
    }
}
