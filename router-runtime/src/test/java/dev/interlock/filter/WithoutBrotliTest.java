package dev.interlock.filter;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.generated.codec.Results;
import dev.interlock.testing.TestClient;
import io.netty.handler.codec.compression.Brotli;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** An application without brotli4j on its class path. */
final class WithoutBrotliTest {
    private static URL[] classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("brotli4j"))
                .map(WithoutBrotliTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return new File(entry).toURI().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(e);
        }
    }

    /** Serves a client that prefers brotli, and decodes a gzip body. */
    public static final class Application implements Runnable {
        @Override
        public void run() {
            assertThat(Brotli.isAvailable()).isFalse();
            String text = "All work and no play makes a dull text. ".repeat(100);
            try (TestClient client = TestClient.of(FilteredRouter.with(Compression.standard(), Decompression.standard())
                    .post(
                            "/echo",
                            (request, response) -> Results.writeText(response, request.body()),
                            route -> route.consumes("*/*"))
                    .router())) {
                byte[] body = Codings.encode("gzip", text.getBytes(UTF_8));
                client.post("/echo")
                        .bytes("text/plain", body)
                        .header("content-encoding", "gzip")
                        .header("accept-encoding", "br, gzip;q=0.5")
                        .send()
                        .assertThat()
                        .hasHeaders("content-encoding", "gzip");
                client.post("/echo")
                        .bytes("text/plain", body)
                        .header("content-encoding", "br")
                        .send()
                        .assertThat()
                        .hasHeaders("accept-encoding", "gzip, deflate")
                        .isProblem(415);
            }
        }
    }

    @Test
    void usesGzipWithoutBrotli() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> application = loader.loadClass(Application.class.getName());
            assertThat(application.getClassLoader()).isSameInstanceAs(loader);
            Runnable run = (Runnable) application.getDeclaredConstructor().newInstance();
            run.run();
        }
    }
}
