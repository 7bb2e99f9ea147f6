package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.file.OpenFiles;
import dev.interlock.file.StaticFile;
import dev.interlock.file.StaticFiles;
import dev.interlock.generated.codec.Results;
import dev.interlock.http.HttpException;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.RawClient.RawResponse;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over real connections, sent by the kernel. */
final class StaticFilesServerTest {
    private static final int LARGE = 40_000_000;

    @TempDir
    private Path folder;

    private HttpServer server;
    private RawClient client;
    private @Nullable URLClassLoader loader;

    private static final class FileRouter extends PlainRouter {
        private final StaticFiles files;

        FileRouter(StaticFiles files) {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/a.txt", "test.Handlers.file"),
                            RouteInfo.of(1, "GET", "/large", "test.Handlers.file")));
            this.files = files;
        }

        @Override
        public void handle(int route, Request request, Response response) throws Exception {
            StaticFile file =
                    HttpException.found(files.find(route(route).template().substring(1)));
            Results.writeFile(request, response, file);
        }
    }

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("a.txt"), "0123456789");
        server = HttpServer.builder(new FileRouter(StaticFiles.directory(folder)))
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        client = new RawClient(server.port());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        if (loader != null) {
            loader.close();
        }
    }

    private RawClient send(String method, String path, String... fields) throws IOException {
        String lines = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
        return client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n");
    }

    @Test
    void sendsFilesAndRangesOnOneConnection() throws IOException {
        send("GET", "/a.txt");
        send("GET", "/a.txt", "Range: bytes=2-4");
        send("GET", "/a.txt", "If-None-Match: *");
        send("GET", "/a.txt", "Range: bytes=10-");
        send("GET", "/a.txt", "If-Match: \"other\"");
        send("GET", "/a.txt", "Range: bytes=-1");
        assertThat(client.response().body()).isEqualTo("0123456789");
        RawResponse part = client.response();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.fields()).containsEntry("content-length", "3");
        RawResponse known = client.response();
        assertThat(known.status()).isEqualTo(304);
        assertThat(known.fields()).doesNotContainKey("content-length");
        assertThat(known.fields()).containsKey("date");
        RawResponse beyond = client.response();
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.isProblem()).isTrue();
        assertThat(client.response().status()).isEqualTo(412);
        assertThat(client.response().body()).isEqualTo("9");
    }

    @Test
    void headStatesLengthOfFile() throws IOException {
        send("HEAD", "/a.txt", "Range: bytes=2-4");
        RawResponse head = client.responseToHead();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.fields()).containsEntry("content-length", "10");
        assertThat(head.fields()).containsEntry("accept-ranges", "bytes");
        send("GET", "/a.txt");
        assertThat(client.response().body()).isEqualTo("0123456789");
    }

    @Test
    void missingFileIs404() throws IOException {
        send("GET", "/large");
        assertThat(client.response().status()).isEqualTo(404);
    }

    @Test
    void closesEveryFile() throws Exception {
        Files.write(folder.resolve("large"), new byte[LARGE]);
        send("GET", "/a.txt");
        send("HEAD", "/large");
        send("GET", "/large", "If-None-Match: *");
        send("GET", "/large", "Range: bytes=0-0");
        send("GET", "/large", "Range: bytes=" + LARGE + "-");
        client.response();
        client.responseToHead();
        for (int i = 0; i < 3; i++) {
            client.response();
        }
        send("GET", "/large");
        client.readUntil("\r\n\r\n");
        client.reset();
        for (int i = 0; i < 1000 && OpenFiles.below(folder) > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(OpenFiles.below(folder)).isEqualTo(0);
    }

    /** Serves the files of an archive on the class path. */
    private void startWithArchive(int size) throws IOException {
        loader = new URLClassLoader(new URL[] {archive(size).toUri().toURL()}, null);
        startWith(loader);
    }

    private Path archive(int size) throws IOException {
        Path jar = folder.resolve("site.jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new JarEntry("public/large"));
            entries.write(new byte[size]);
            entries.putNextEntry(new JarEntry("public/a.txt"));
            entries.write("0123456789".getBytes(ISO_8859_1));
        }
        return jar;
    }

    private void startWith(ClassLoader classes) throws IOException {
        client.close();
        server.close();
        server = HttpServer.builder(new FileRouter(StaticFiles.classPath("public", classes)))
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .start();
        client = new RawClient(server.port());
    }

    @Test
    void slowClientsShareFileOfClassPath() throws IOException {
        int size = 8 * 1024 * 1024;
        startWithArchive(size);
        send("GET", "/large");
        assertThat(client.response().body()).hasLength(size);
        send("GET", "/large", "Range: bytes=0-9999");
        assertThat(client.response().body()).hasLength(10_000);
        long before = usedDirectMemory();
        List<RawClient> slow = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            slow.add(new RawClient(server.port()).get("/large"));
        }
        for (RawClient each : slow) {
            each.readUntil("\r\n\r\n");
        }
        assertThat(usedDirectMemory() - before).isLessThan(size);
        for (RawClient each : slow) {
            each.skip(size);
            each.get("/a.txt");
            assertThat(each.response().body()).isEqualTo("0123456789");
            each.close();
        }
    }

    private static long usedDirectMemory() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }

    @Test
    void streamsLargeFileOfClassPath() throws IOException {
        int size = 17 * 1024 * 1024;
        startWithArchive(size);
        send("GET", "/large", "Range: bytes=0-9");
        RawResponse whole = client.response();
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.fields()).containsEntry("content-length", Integer.toString(size));
        assertThat(whole.fields()).doesNotContainKey("transfer-encoding");
        assertThat(whole.fields()).doesNotContainKey("accept-ranges");
        assertThat(whole.body()).hasLength(size);
        send("GET", "/large", "If-None-Match: " + whole.fields().get("etag"));
        assertThat(client.response().status()).isEqualTo(304);
        send("HEAD", "/large");
        RawResponse head = client.responseToHead();
        assertThat(head.fields()).containsEntry("etag", whole.fields().get("etag"));
        assertThat(head.fields()).containsEntry("content-length", Integer.toString(size));
        send("GET", "/a.txt");
        assertThat(client.response().body()).isEqualTo("0123456789");
    }

    /** Finds the files of an archive, and counts the open ones. The garbage collector may also close some of them. */
    private static final class CountedArchive extends ClassLoader {
        private final AtomicInteger open = new AtomicInteger();
        private final Path jar;

        CountedArchive(Path jar) {
            super(null);
            this.jar = jar;
        }

        @Override
        public @Nullable URL getResource(String name) {
            try {
                return name.endsWith("/") ? null : new URL(null, "counted:" + name, new Counting(name));
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        private final class Counting extends URLStreamHandler {
            private final String name;

            Counting(String name) {
                this.name = name;
            }

            @Override
            protected URLConnection openConnection(URL url) {
                return new URLConnection(url) {
                    @Override
                    public void connect() {
                        // Nothing to connect.
                    }

                    @Override
                    public InputStream getInputStream() throws IOException {
                        return counted(name);
                    }
                };
            }
        }

        private InputStream counted(String name) throws IOException {
            URLConnection entry =
                    URI.create("jar:" + jar.toUri() + "!/" + name).toURL().openConnection();
            entry.setUseCaches(false);
            open.incrementAndGet();
            return new FilterInputStream(entry.getInputStream()) {
                @Override
                public void close() throws IOException {
                    super.close();
                    open.decrementAndGet();
                }
            };
        }
    }

    @Test
    void closesFileOfClassPathWhenClientLeaves() throws Exception {
        CountedArchive archive = new CountedArchive(archive(LARGE));
        startWith(archive);
        send("GET", "/large");
        client.readUntil("\r\n\r\n");
        assertThat(archive.open.get()).isEqualTo(1);
        client.reset();
        for (int i = 0; i < 1000 && archive.open.get() > 0; i++) {
            Thread.sleep(10);
        }
        assertThat(archive.open.get()).isEqualTo(0);
        client = new RawClient(server.port());
        send("GET", "/a.txt");
        assertThat(client.response().body()).isEqualTo("0123456789");
    }
}
