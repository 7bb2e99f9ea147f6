package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the class path, from an archive and from a folder. */
class ClassPathSourceTest {
    @TempDir
    private Path folder = Path.of("");

    private URLClassLoader archive() throws IOException {
        Path jar = folder.resolve("site.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            for (String name : new String[] {"public/", "public/css/"}) {
                entries.putNextEntry(new JarEntry(name));
            }
            add(entries, "public/a.txt", "0123456789");
            add(entries, "public/a.txt.gz", "zipped");
            add(entries, "public/css/site.css", "css");
            add(entries, "public/css/index.html", "index");
            add(entries, "public/.hidden", "hidden");
            add(entries, "secret.txt", "secret");
        }
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, null);
    }

    private static void add(JarOutputStream entries, String name, String text) throws IOException {
        entries.putNextEntry(new JarEntry(name));
        entries.write(text.getBytes(UTF_8));
    }

    private URLClassLoader classes() throws IOException {
        Path root = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(root.resolve("public/css"));
        Files.writeString(root.resolve("public/a.txt"), "0123456789");
        Files.writeString(root.resolve("public/a.txt.gz"), "zipped");
        Files.writeString(root.resolve("public/css/site.css"), "css");
        Files.writeString(root.resolve("public/css/index.html"), "index");
        Files.writeString(root.resolve("public/.hidden"), "hidden");
        Files.writeString(root.resolve("secret.txt"), "secret");
        return new URLClassLoader(new URL[] {root.toUri().toURL()}, null);
    }

    private URLClassLoader loader(String kind) throws IOException {
        return kind.equals("archive") ? archive() : classes();
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "classes"})
    void filesAreFoundAndNothingElse(String kind) throws IOException {
        try (URLClassLoader loader = loader(kind)) {
            StaticFiles files = StaticFiles.classPath("/public/", loader);
            assertThat(Fetched.get(files, "a.txt").body()).isEqualTo("0123456789");
            assertThat(Fetched.get(files, "css/site.css").body()).isEqualTo("css");
            for (String path : new String[] {
                "",
                "css",
                "css/",
                "missing",
                "../secret.txt",
                ".hidden",
                "css/../../secret.txt",
                "/secret.txt",
                "a.txt/"
            }) {
                assertThat(files.find(path)).isEmpty();
            }
            assertThat(Fetched.get(files.index("index.html"), "css/").body()).isEqualTo("index");
            assertThat(Fetched.get(files.index("index.html"), "css").status()).isEqualTo(308);
            assertThat(Fetched.get(files.hiddenFiles(), ".hidden").body()).isEqualTo("hidden");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "classes"})
    void conditionsAndRangesAreThoseOfTheBytes(String kind) throws IOException {
        try (URLClassLoader loader = loader(kind)) {
            StaticFiles files = StaticFiles.classPath("public", loader);
            Fetched whole = Fetched.get(files, "a.txt");
            assertThat(whole.field("etag")).matches("\"[0-9a-f]{32}\"");
            assertThat(whole.field("last-modified")).isEmpty();
            assertThat(Fetched.get(files, "a.txt", "if-none-match", whole.field("etag"))
                            .status())
                    .isEqualTo(304);
            Fetched part = Fetched.get(files, "a.txt", "range", "bytes=2-4");
            assertThat(part.body()).isEqualTo("234");
            assertThat(part.field("content-range")).isEqualTo("bytes 2-4/10");
            assertThat(Fetched.get(files, "a.txt", "range", "bytes=10-").status())
                    .isEqualTo(416);
            Fetched zipped = Fetched.get(files.precompressed(), "a.txt", "accept-encoding", "gzip");
            assertThat(zipped.body()).isEqualTo("zipped");
            assertThat(zipped.field("content-encoding")).isEqualTo("gzip");
        }
    }

    @Test
    void whatHasRoomIsReadOnce() throws IOException {
        try (URLClassLoader loader = archive()) {
            ClassPathSource source = new ClassPathSource(loader, "public", 12);
            Representation first = source.find("a.txt");
            assertThat(source.find("a.txt")).isSameInstanceAs(first);
            assertThat(source.knownBytes()).isEqualTo(10);
            Representation tooMuch = source.find("css/site.css");
            assertThat(tooMuch).isNotNull();
            assertThat(source.find("css/site.css")).isNotSameInstanceAs(tooMuch);
            assertThat(source.knownBytes()).isEqualTo(10);
        }
    }

    @Test
    void whatIsNotThereIsNotKept() throws IOException {
        try (URLClassLoader loader = archive()) {
            ClassPathSource source = new ClassPathSource(loader, "public", 100);
            assertThat(source.find("missing")).isNull();
            assertThat(source.knownBytes()).isEqualTo(0);
        }
    }
}
