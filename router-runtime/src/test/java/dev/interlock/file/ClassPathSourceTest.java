package dev.interlock.file;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.internal.message.Content;
import dev.interlock.internal.message.EncodedResponse;
import dev.interlock.internal.syntax.HttpDate;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finds and serves files of the class path, in an archive and in a folder. */
class ClassPathSourceTest {
    private static final String LARGE = "0123456789".repeat(10_000);

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
            add(entries, "public/large.txt", LARGE);
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
    void findsOnlyFiles(String kind) throws IOException {
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
    void evaluatesPreconditionsAndRanges(String kind) throws IOException {
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
    void readsKeptFileOnce() throws IOException {
        try (URLClassLoader loader = archive()) {
            KeptBytes kept = new KeptBytes(12);
            ClassPathSource source = new ClassPathSource(loader, "public", kept);
            Representation first = source.find("a.txt");
            assertThat(first).isInstanceOf(MemoryFile.class);
            assertThat(source.find("a.txt")).isSameInstanceAs(first);
            assertThat(kept.used()).isEqualTo(10);
        }
    }

    @Test
    void keepsSizeAndTagOfLargeFile() throws IOException {
        try (URLClassLoader loader = archive()) {
            Representation same = find(new ClassPathSource(loader, "public", new KeptBytes(100)), "css/site.css");
            KeptBytes kept = new KeptBytes(2);
            ClassPathSource source = new ClassPathSource(loader, "public", kept);
            Representation file = find(source, "css/site.css");
            assertThat(file).isInstanceOf(ResourceFile.class);
            assertThat(source.find("css/site.css")).isSameInstanceAs(file);
            assertThat(kept.used()).isEqualTo(0);
            assertThat(file.size()).isEqualTo(3);
            assertThat(file.tag()).isEqualTo(same.tag());
            assertThat(file.lastModified()).isEqualTo(HttpDate.NONE);
            EncodedResponse response = new EncodedResponse();
            file.send(response, 0, 3);
            Content.Stream stream = (Content.Stream) Objects.requireNonNull(response.content());
            assertThat(stream.length()).isEqualTo(3);
        }
    }

    @Test
    void responsesShareOneDirectBuffer() throws IOException {
        try (URLClassLoader loader = archive()) {
            Representation file = find(new ClassPathSource(loader, "public", new KeptBytes(100)), "a.txt");
            ByteBuf first = sent(file, 0, 10);
            ByteBuf second = sent(file, 2, 3);
            assertThat(first.isDirect()).isTrue();
            assertThat(first.isReadOnly()).isTrue();
            assertThat(first.hasArray()).isFalse();
            assertThat(first.toString(UTF_8)).isEqualTo("0123456789");
            assertThat(second.toString(UTF_8)).isEqualTo("234");
            if (first.hasMemoryAddress()) {
                assertThat(second.memoryAddress()).isEqualTo(first.memoryAddress() + 2);
            }
            first.release();
            first.release();
            assertThat(sent(file, 0, 10).toString(UTF_8)).isEqualTo("0123456789");
        }
    }

    private static Representation find(ClassPathSource source, String path) {
        return Objects.requireNonNull(source.find(path));
    }

    private static ByteBuf sent(Representation file, long from, long count) throws IOException {
        EncodedResponse response = new EncodedResponse();
        assertThat(file.send(response, from, count)).isTrue();
        return ((Content.Buffer) Objects.requireNonNull(response.takeContent())).bytes();
    }

    @Test
    void readsLargeFileWhileSending() throws IOException {
        try (URLClassLoader loader = archive()) {
            ClassPathSource source = new ClassPathSource(loader, "public", new KeptBytes(2));
            Content.Stream stream = stream(find(source, "large.txt"));
            assertThat(Collected.of(stream.publisher())).isEqualTo(LARGE);
            assertThat(Collected.of(stream.publisher())).isEqualTo(LARGE);
            assertThat(find(source, "large.txt").hasRanges()).isFalse();
        }
    }

    @Test
    void readsOnlyRequestedParts() throws IOException {
        try (URLClassLoader loader = archive()) {
            ClassPathSource source = new ClassPathSource(loader, "public", new KeptBytes(2));
            AtomicInteger parts = new AtomicInteger();
            AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
            stream(find(source, "large.txt")).publisher().subscribe(new Flow.Subscriber<ByteBuf>() {
                @Override
                public void onSubscribe(Flow.Subscription given) {
                    subscription.set(given);
                }

                @Override
                public void onNext(ByteBuf part) {
                    parts.incrementAndGet();
                    part.release();
                }

                @Override
                public void onError(Throwable failure) {
                    throw new AssertionError(failure);
                }

                @Override
                public void onComplete() {
                    throw new AssertionError("it was cancelled");
                }
            });
            Objects.requireNonNull(subscription.get()).request(2);
            assertThat(parts.get()).isEqualTo(2);
            Objects.requireNonNull(subscription.get()).cancel();
            Objects.requireNonNull(subscription.get()).request(2);
            assertThat(parts.get()).isEqualTo(2);
        }
    }

    @Test
    void changedFileFailsWhileSending() throws IOException {
        URLClassLoader loader = classes();
        Path file = folder.resolve("classes/public/a.txt");
        try (loader) {
            Representation found = find(new ClassPathSource(loader, "public", new KeptBytes(2)), "a.txt");
            Files.writeString(file, "shorter");
            assertThrows(IOException.class, () -> Collected.of(stream(found).publisher()));
            Files.writeString(file, "much longer");
            assertThrows(IOException.class, () -> Collected.of(stream(found).publisher()));
            Files.delete(file);
            assertThrows(IOException.class, () -> Collected.of(stream(found).publisher()));
        }
    }

    private static Content.Stream stream(Representation file) throws IOException {
        EncodedResponse response = new EncodedResponse();
        assertThat(file.send(response, 0, file.size())).isTrue();
        return (Content.Stream) Objects.requireNonNull(response.takeContent());
    }

    @Test
    void doesNotKeepMissingFiles() throws IOException {
        try (URLClassLoader loader = archive()) {
            KeptBytes kept = new KeptBytes(100);
            assertThat(new ClassPathSource(loader, "public", kept).find("missing"))
                    .isNull();
            assertThat(kept.used()).isEqualTo(0);
        }
    }

    /** Finds one file under every name, like a loader that ignores the case of names. */
    private static final class OneFile extends ClassLoader {
        private final URL file;

        OneFile(URL file) {
            super(null);
            this.file = file;
        }

        @Override
        public URL getResource(String name) {
            return file;
        }
    }

    @Test
    void limitsKnownFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "0123456789");
        KeptBytes kept = new KeptBytes(1_000_000);
        ClassPathSource source = new ClassPathSource(new OneFile(file.toUri().toURL()), "public", kept);
        for (int i = 0; i < 10_000; i++) {
            assertThat(find(source, "a" + i)).isInstanceOf(MemoryFile.class);
        }
        for (int i = 0; i < 10; i++) {
            Representation unknown = find(source, "beyond");
            assertThat(unknown).isInstanceOf(ResourceFile.class);
            assertThat(Collected.of(stream(unknown).publisher())).isEqualTo("0123456789");
        }
        assertThat(kept.used()).isEqualTo(100_000);
    }
}
