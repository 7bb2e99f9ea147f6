package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.generated.codec.Results;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.message.RequestFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds the files of a folder, and no others. */
class StaticFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private Path root = Path.of("");
    private StaticFiles files = StaticFiles.classPath("none");

    @BeforeEach
    void write() throws IOException {
        root = Files.createDirectory(folder.resolve("root"));
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createDirectory(folder.resolve("root-of-others"));
        Files.writeString(folder.resolve("root-of-others").resolve("secret.txt"), "secret");
        Files.writeString(root.resolve("a.txt"), "a");
        Files.createDirectories(root.resolve("css/deep"));
        Files.writeString(root.resolve("css/site.css"), "css");
        Files.writeString(root.resolve("css/index.html"), "index of css");
        Files.writeString(root.resolve("index.html"), "index");
        Files.writeString(root.resolve(".env"), "hidden");
        Files.createDirectory(root.resolve(".git"));
        Files.writeString(root.resolve(".git/config"), "hidden");
        files = StaticFiles.directory(root);
    }

    @Test
    void findsFilesInFolderAndSubfolders() throws IOException {
        assertThat(Fetched.get(files, "a.txt").body()).isEqualTo("a");
        assertThat(Fetched.get(files, "css/site.css").body()).isEqualTo("css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../secret.txt",
                "css/../../secret.txt",
                "css/../a.txt",
                "./a.txt",
                ".",
                "...",
                "..../secret.txt",
                ".../a.txt",
                "/a.txt",
                "//a.txt",
                "css//site.css",
                "/etc/passwd",
                "..\\secret.txt",
                "css\\site.css",
                "css\\..\\..\\secret.txt",
                "..%2fsecret.txt",
                "%2e%2e/secret.txt",
                "..%5csecret.txt",
                "..\u2215secret.txt",
                "\uff0e\uff0e/secret.txt",
                "..;/secret.txt",
                "a.txt\0",
                "a.txt\0.css",
                "\0",
                "a.txt\n",
                "C:/Windows/win.ini",
                "C:secret.txt",
                "a.txt::$DATA",
                "file:///etc/passwd",
                "\\\\server\\share",
                "//server/share",
                "a.txt.",
                "a.txt ",
                "a.txt/",
                "a.txt/.",
                "a.txt/..",
                " ",
                "~/secret.txt",
                "../root-of-others/secret.txt",
                ".env",
                ".git/config",
                ".git/",
                "css/.hidden",
                "missing",
                "css",
                "css/",
                "css/deep",
                ""
            })
    void findsNothingOutsideFolder(String path) {
        assertThat(files.find(path)).isEmpty();
    }

    @Test
    void findsNothingForOverlongName() {
        assertThat(files.find("a".repeat(5000))).isEmpty();
        assertThat(files.find("a/".repeat(3000) + "b")).isEmpty();
    }

    @Test
    void ignoresLinkOutOfFolder() throws IOException {
        link("out.txt", folder.resolve("secret.txt"));
        link("others", folder.resolve("root-of-others"));
        link("up", folder);
        link("env.txt", root.resolve(".env"));
        link("loop", root.resolve("loop"));
        link("broken", root.resolve("nothing"));
        link("self", root);
        assertThat(files.find("out.txt")).isEmpty();
        assertThat(files.find("others/secret.txt")).isEmpty();
        assertThat(files.find("up/secret.txt")).isEmpty();
        assertThat(files.find("env.txt")).isEmpty();
        assertThat(files.find("loop")).isEmpty();
        assertThat(files.find("broken")).isEmpty();
        assertThat(files.find("self")).isEmpty();
    }

    @Test
    void followsLinkWithinFolder() throws IOException {
        link("alias.txt", Path.of("a.txt"));
        link("styles", root.resolve("css"));
        assertThat(Fetched.get(files, "alias.txt").body()).isEqualTo("a");
        assertThat(Fetched.get(files, "styles/site.css").body()).isEqualTo("css");
    }

    @Test
    void folderMayBeLink() throws IOException {
        Path alias = Files.createSymbolicLink(folder.resolve("alias"), root);
        assertThat(Fetched.get(StaticFiles.directory(alias), "a.txt").body()).isEqualTo("a");
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(root.resolve(name), target);
    }

    @Test
    void rejectsFileThatBecomesLink() throws IOException {
        StaticFile found = files.find("a.txt").orElseThrow();
        Files.delete(root.resolve("a.txt"));
        link("a.txt", folder.resolve("secret.txt"));
        var request = RequestFixture.get("/").begin();
        var response = new EncodedResponse();
        assertThrows(IOException.class, () -> Results.writeFile(request, response, found));
        assertThat(response.content()).isNull();
    }

    @Test
    void unreadableFileIsNotFound() throws IOException {
        Path file = Files.writeString(root.resolve("locked"), "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(file), "root may read everything");
        assertThat(files.find("locked")).isEmpty();
    }

    @Test
    void findsHiddenFilesIfAllowed() throws IOException {
        StaticFiles all = files.hiddenFiles();
        assertThat(Fetched.get(all, ".env").body()).isEqualTo("hidden");
        assertThat(Fetched.get(all, ".git/config").body()).isEqualTo("hidden");
        assertThat(all.find("../secret.txt")).isEmpty();
        assertThat(all.find("..")).isEmpty();
        assertThat(all.find("")).isEmpty();
    }

    @Test
    void servesIndexOfFolder() throws IOException {
        StaticFiles indexed = files.index("index.html");
        assertThat(Fetched.get(indexed, "").body()).isEqualTo("index");
        assertThat(Fetched.get(indexed, "css/").body()).isEqualTo("index of css");
        assertThat(Fetched.get(indexed, "css/").field("content-type")).isEqualTo("text/html;charset=utf-8");
        assertThat(Fetched.get(indexed, "css/deep/").status()).isEqualTo(404);
        assertThat(Fetched.get(indexed, "css/deep").status()).isEqualTo(404);
        assertThat(Fetched.get(indexed, "..").status()).isEqualTo(404);
        assertThat(Fetched.get(indexed, "../").status()).isEqualTo(404);
        assertThat(Fetched.get(indexed, "/").status()).isEqualTo(404);
    }

    @Test
    void redirectsFolderWithoutSlash() throws IOException {
        Path odd = Files.createDirectories(root.resolve("css/a b?ä"));
        Files.writeString(odd.resolve("index.html"), "odd");
        StaticFiles indexed = files.index("index.html");
        Fetched moved = Fetched.get(indexed, "css");
        assertThat(moved.status()).isEqualTo(308);
        assertThat(moved.field("location")).isEqualTo("./css/");
        assertThat(Fetched.get(indexed, "css/a b?ä").field("location")).isEqualTo("./a%20b%3F%C3%A4/");
    }

    @Test
    void rejectsRootThatIsNoFolder() {
        assertThrows(UncheckedIOException.class, () -> StaticFiles.directory(folder.resolve("nothing")));
        assertThrows(IllegalArgumentException.class, () -> StaticFiles.directory(root.resolve("a.txt")));
        for (String name : new String[] {"", "/", "..", "a/../b", "."}) {
            assertThrows(IllegalArgumentException.class, () -> StaticFiles.classPath(name));
        }
        assertThrows(IllegalArgumentException.class, () -> files.index("../secret.txt"));
    }

    @ParameterizedTest
    @CsvSource({
        "a.html, text/html;charset=utf-8",
        "a.HTML, text/html;charset=utf-8",
        "a.min.js, text/javascript;charset=utf-8",
        "a.mjs, text/javascript;charset=utf-8",
        "a.css, text/css;charset=utf-8",
        "a.json, application/json",
        "a.svg, image/svg+xml",
        "a.woff2, font/woff2",
        "a.wasm, application/wasm",
        "a.glb, model/gltf-binary",
        "a.unheard, application/octet-stream",
        "a, application/octet-stream",
        "a.d/b, application/octet-stream"
    })
    void typeFollowsExtension(String name, String type) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), "x");
        StaticFiles typed = files.mediaType("GLB", "model/gltf-binary");
        assertWithMessage(name)
                .that(Fetched.get(typed, name).field("content-type"))
                .isEqualTo(type);
    }

    @Test
    void sendsNoCacheByDefault() throws IOException {
        assertThat(Fetched.get(files, "a.txt").field("cache-control")).isEqualTo("no-cache");
        StaticFiles kept = files.cacheControl("public, max-age=60");
        assertThat(Fetched.get(kept, "a.txt").field("cache-control")).isEqualTo("public, max-age=60");
        var own = new EncodedResponse().header("Cache-Control", "private");
        assertThat(Fetched.of("GET", kept, "a.txt", own).field("cache-control")).isEqualTo("private");
    }
}
