package dev.interlock.processor.write;

import dev.interlock.processor.testing.RunningApp;
import dev.interlock.testing.Multipart;
import dev.interlock.testing.TestClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests forms, uploads and cookies, with generated code and the engine of the server. */
final class FormsTest {
    private static final String API = """
            package shop;

            @dev.interlock.annotation.HttpApp(controllers = Everything.class)
            final class Api {}
            """;

    private static final String CONTROLLER = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.http.*;
            import java.io.*;
            import java.util.*;
            import java.util.concurrent.*;

            @Controller
            final class Everything {
              record Address(@Form String street, @Form Optional<String> city) {}

              @Post("/form")
              String form(@Form String name, @Form @Default("7") int age, @Form List<String> topic, @Params Address address) {
                return name + " " + age + " " + topic + " " + address;
              }

              @Post("/photo")
              @Blocking
              @MaxBody(5_000_000)
              String photo(@Part String title, @Part BodyPart photo, @Part("tag") List<String> tags) throws IOException {
                try (InputStream in = photo.inputStream()) {
                  return title + " " + in.readAllBytes().length + " " + photo.isInMemory() + " " + tags;
                }
              }

              @Post("/later")
              @Blocking
              CompletionStage<Long> later(@Part BodyPart photo) {
                return CompletableFuture.supplyAsync(photo::size);
              }

              @Post("/photos")
              @Blocking
              String photos(@Part List<BodyPart> photo) {
                return String.valueOf(photo);
              }

              @Post("/icon")
              String icon(@Part Optional<BodyPart> icon, @Part Optional<String> note) {
                return icon.map(BodyPart::text).orElse("no icon") + note.map(": "::concat).orElse("");
              }

              @Get("/session")
              String session(@Cookie("__Host-session") Optional<Long> session) {
                return String.valueOf(session);
              }

              @Post("/session")
              void open(Response response) {
                response.cookie(SetCookie.of("__Host-session", "7"));
              }

              @Delete("/session")
              void close(Response response) {
                response.cookie(SetCookie.delete("__Host-session"));
              }
            }
            """;

    private static TestClient client;

    @BeforeAll
    static void compile() throws ReflectiveOperationException {
        client = TestClient.of(RunningApp.of(API, CONTROLLER).router());
    }

    @AfterAll
    static void leave() {
        client.close();
    }

    @Test
    void bindsScalarsListsAndRecords() {
        client.post("/form")
                .form("name", "Ada", "topic", "a&b", "street", "Main", "topic", "\u00fc", "other", "x")
                .send()
                .assertThat()
                .hasBody("Ada 7 [a&b, \u00fc] Address[street=Main, city=Optional.empty]");
        client.post("/form")
                .form("name", "Ada")
                .send()
                .assertThat()
                .isProblem(400)
                .with("/parameter", "street");
    }

    @Test
    void readsFormsAsUtf8() {
        client.post("/form")
                .header("content-type", "application/x-www-form-urlencoded; charset=ISO-8859-1")
                .form("name", "Ada", "street", "x")
                .send()
                .assertThat()
                .isProblem(415)
                .withDetail("The charset of the form is not UTF-8.");
        client.post("/form")
                .header("content-type", "application/x-www-form-urlencoded; charset=\"UTF-8\"")
                .form("name", "Ada", "street", "x")
                .send()
                .assertThat()
                .hasStatus(200);
    }

    @Test
    void limitsFieldsOfForm() {
        String fields = "name=Ada&street=x";
        client.post("/form")
                .header("content-type", "application/x-www-form-urlencoded")
                .text(fields + "&x".repeat(998))
                .send()
                .assertThat()
                .hasStatus(200);
        client.post("/form")
                .header("content-type", "application/x-www-form-urlencoded")
                .text(fields + "&x".repeat(999))
                .send()
                .assertThat()
                .isProblem(413)
                .withDetail("The form has more than 1000 fields.");
    }

    @Test
    void mixesPartsOfEveryKind() {
        Multipart small = Multipart.of()
                .field("tag", "a")
                .file("photo", "sea.jpg", "image/jpeg", new byte[100])
                .field("tag", "b")
                .field("title", "Sea");
        client.post("/photo").multipart(small).send().assertThat().hasBody("Sea 100 true [a, b]");
        Multipart large = Multipart.of()
                .file("photo", "sea.jpg", "image/jpeg", new byte[3_000_000])
                .field("title", "Sea");
        client.post("/photo").multipart(large).send().assertThat().hasBody("Sea 3000000 false []");
        client.post("/later").multipart(large).send().assertThat().hasStatus(413);
    }

    @Test
    void stageKeepsPartsUntilItCompletes() {
        client.post("/later")
                .multipart(Multipart.of().file("photo", "a", "image/png", new byte[500_000]))
                .send()
                .assertThat()
                .hasBody("500000");
    }

    @Test
    void listsFilesOfOneName() {
        client.post("/photos")
                .multipart(Multipart.of()
                        .file("photo", "a.jpg", "image/jpeg", new byte[1])
                        .file("photo", "b.jpg", "image/jpeg", new byte[100_000]))
                .send()
                .assertThat()
                .hasBody("[part photo (a.jpg), 1 bytes, part photo (b.jpg), 100000 bytes]");
        client.post("/photos").multipart(Multipart.of()).send().assertThat().hasBody("[]");
    }

    @Test
    void missingPartGets400() {
        client.post("/photo")
                .multipart(Multipart.of().field("title", "Sea"))
                .send()
                .assertThat()
                .isProblem(400)
                .with("/parameter", "photo")
                .with("/in", "part");
        client.post("/photo")
                .multipart(Multipart.of().file("photo", "a", "image/png", new byte[1]))
                .send()
                .assertThat()
                .isProblem(400)
                .with("/parameter", "title");
        client.post("/icon").multipart(Multipart.of()).send().assertThat().hasBody("no icon");
        client.post("/icon")
                .multipart(Multipart.of()
                        .file("icon", "", "application/octet-stream", new byte[0])
                        .field("note", "none chosen"))
                .send()
                .assertThat()
                .hasBody("no icon: none chosen");
    }

    @Test
    void cookiesReturnFromClient() {
        client.keepCookies();
        client.get("/session").send().assertThat().hasBody("Optional.empty");
        client.post("/session").send().assertThat().hasStatus(200).hasCookie("__Host-session", "7");
        client.get("/session").send().assertThat().hasBody("Optional[7]");
        client.delete("/session").send().assertThat().hasCookie("__Host-session", "");
        client.get("/session").send().assertThat().hasBody("Optional.empty");
        client.get("/session")
                .cookie("__Host-session", "x")
                .send()
                .assertThat()
                .isProblem(400)
                .with("/in", "cookie");
    }
}
