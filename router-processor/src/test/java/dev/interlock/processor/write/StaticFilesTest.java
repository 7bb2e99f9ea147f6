package dev.interlock.processor.write;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.processor.testing.ReceivedResponse;
import dev.interlock.processor.testing.RunningApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests handlers that respond with files: from the target of the request to the bytes of the response. */
final class StaticFilesTest {
    private static final String API = """
            package shop;

            import dev.interlock.annotation.HttpApp;

            @HttpApp(controllers = Assets.class)
            public final class Api {}
            """;

    private static final String ASSETS = """
            package shop;

            import dev.interlock.annotation.*;
            import dev.interlock.file.*;
            import java.nio.file.Path;
            import java.util.*;
            import java.util.concurrent.*;

            @Controller
            public final class Assets {
              private final StaticFiles assets = StaticFiles.directory(Path.of("ROOT")).index("index.html");

              @Get("/assets/{*path}") Optional<StaticFile> asset(String path) { return assets.find(path); }

              @Get("/later/{*path}") CompletionStage<Optional<StaticFile>> later(String path) {
                return CompletableFuture.supplyAsync(() -> assets.find(path));
              }

              @Get("/one") StaticFile one() { return assets.find("a b.txt").orElseThrow(); }
              @Get("/path") Path path() { return Path.of("ROOT").resolve("a b.txt"); }
              @Get("/path-later") @Blocking CompletionStage<Path> pathLater() {
                return CompletableFuture.completedFuture(path());
              }
            }
            """;

    @TempDir
    private static Path folder = Path.of("");

    private static RunningApp app;

    @BeforeAll
    static void compile() throws Exception {
        Path root = Files.createDirectory(folder.resolve("root"));
        Files.createDirectory(root.resolve("docs"));
        Files.writeString(root.resolve("docs/index.html"), "index");
        Files.writeString(root.resolve("a b.txt"), "0123456789");
        Files.writeString(folder.resolve("secret.txt"), "classified");
        app = RunningApp.of(API, ASSETS.replace("ROOT", root.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/a%20b.txt", "/later/a%20b.txt", "/one", "/path", "/path-later"})
    void everyFileHasConditionsAndRanges(String target) throws Exception {
        assertThat(app.get(target).body()).isEqualTo("0123456789");
        ReceivedResponse part = app.send("GET", target, "", "range: bytes=1-2");
        assertWithMessage(target).that(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("12");
        assertThat(app.send("GET", target, "", "if-none-match: *").status()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../secret.txt",
                "/assets/%2e%2e/secret.txt",
                "/assets/%2E%2E/secret.txt",
                "/assets/.%2e/secret.txt",
                "/assets/..%2fsecret.txt",
                "/assets/..%2Fsecret.txt",
                "/assets/docs%2f..%2f..%2fsecret.txt",
                "/assets/docs/..%2f..%2fsecret.txt",
                "/assets/..%5csecret.txt",
                "/assets/..\\secret.txt",
                "/assets/%252e%252e/secret.txt",
                "/assets/..%252fsecret.txt",
                "/assets/..%c0%afsecret.txt",
                "/assets/%c0%ae%c0%ae/secret.txt",
                "/assets/..%00/secret.txt",
                "/assets/a%20b.txt%00",
                "/assets/a%20b.txt%00.html",
                "/assets//etc/passwd",
                "/assets/%2fetc%2fpasswd",
                "/assets/C:%5csecret.txt",
                "/assets/file:%2f%2f%2fetc%2fpasswd",
                "/assets/..;/secret.txt",
                "/assets/docs/%2e",
                "/assets/."
            })
    void noTargetLeavesFolder(String target) throws Exception {
        ReceivedResponse response = app.get(target);
        boolean refused = response.route() < 0 || response.status() == 404 || response.status() == 400;
        assertWithMessage("%s: %s", target, response).that(refused).isTrue();
        assertThat(response.body()).doesNotContain("classified");
        assertThat(app.get(target.replace("/assets/", "/later/")).body()).doesNotContain("classified");
    }

    @Test
    void servesIndexOfFolder() throws Exception {
        assertThat(app.get("/assets/docs/").body()).isEqualTo("index");
        ReceivedResponse moved = app.get("/assets/docs");
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.fields()).contains("location: ./docs/\r\n");
    }

    @Test
    void fileDecidesType() throws Exception {
        assertThat(app.route("GET", "/assets/{*path}").produces()).containsExactly("*/*");
        assertThat(app.route("GET", "/path").produces()).containsExactly("application/octet-stream");
        assertThat(app.get("/one").fields()).contains("content-type: text/plain;charset=utf-8\r\n");
        assertThat(app.get("/path").fields()).contains("content-type: application/octet-stream\r\n");
    }
}
