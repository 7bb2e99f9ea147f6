package dev.interlock.internal.engine;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.interlock.server.DescriptorMain;
import dev.interlock.server.RawClient;
import dev.interlock.server.RawClient.RawResponse;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process without free file descriptors responds with 503, and with 200 again once descriptors are free. */
@Timeout(60)
final class FileDescriptorsTest {
    private static final String LIMITED = "ulimit -n 200; exec \"$0\" \"$@\"";
    private static final String PART =
            "--x\r\nContent-Disposition: form-data; name=file; filename=f\r\n\r\ncontent\r\n--x--\r\n";

    @TempDir
    private Path folder;

    private static RawResponse get(RawClient client, String target) throws IOException {
        return client.get(target).response();
    }

    private static RawResponse upload(RawClient client) throws IOException {
        return client.send(
                        "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: "
                                + PART.length() + "\r\n\r\n" + PART)
                .response();
    }

    private static void assertBusy(String what, RawResponse response) {
        assertWithMessage(what).that(response.status()).isEqualTo(503);
        assertWithMessage(what).that(response.isProblem()).isTrue();
        assertThat(response.fields()).containsEntry("retry-after", "1");
    }

    @Test
    void answers503WithoutDescriptors() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        Path files = Files.createDirectory(folder.resolve("files"));
        Path uploads = Files.createDirectory(folder.resolve("uploads"));
        Path others = Files.createDirectory(folder.resolve("others"));
        Files.writeString(files.resolve("a.txt"), "hello");
        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        LIMITED,
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dinterlock.host=127.0.0.1",
                        "-Dinterlock.port=0",
                        DescriptorMain.class.getName(),
                        files.toString(),
                        uploads.toString(),
                        others.toString())
                .redirectError(errors.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                RawClient client = new RawClient(Integer.parseInt(String.valueOf(out.readLine())));
                RawClient other = new RawClient(Integer.parseInt(String.valueOf(out.readLine())))) {
            // Loads every class in advance, because loading needs descriptors.
            assertThat(get(client, "/path?none").status()).isEqualTo(404);
            assertThat(get(client, "/resource?none").status()).isEqualTo(500);
            assertThat(upload(client).body()).isEqualTo("one");
            assertThat(get(other, "/static").body()).isEqualTo("hello");
            assertThat(get(client, "/resource?MediaTypeTable.class").status()).isEqualTo(200);
            get(client, "/use-up");
            for (String target : List.of("/path", "/static", "/resource?StaticFiles.class", "/own")) {
                assertBusy(target, get(client, target));
            }
            assertBusy("upload", upload(client));
            // Without descriptors, each request would create the directory of its server and leave it behind.
            for (int i = 0; i < 3; i++) {
                assertBusy("first upload", upload(other));
            }
            try (Stream<Path> left = Files.list(others)) {
                assertThat(left.toList()).isEmpty();
            }
            get(client, "/release");
            assertThat(get(client, "/path").body()).isEqualTo("hello");
            assertThat(get(client, "/static").body()).isEqualTo("hello");
            assertThat(get(client, "/resource?StaticFiles.class").status()).isEqualTo(200);
            assertThat(upload(client).body()).isEqualTo("one");
            assertThat(upload(other).body()).isEqualTo("one");
        } catch (AssertionError e) {
            throw new AssertionError(Files.readString(errors), e);
        } finally {
            process.destroy();
            process.waitFor();
        }
        // Each server logs the failure once.
        assertThat(Files.readString(errors).lines().filter(line -> line.contains("got no free file descriptor")))
                .hasSize(2);
    }

    @Test
    void countsOnlyLackOfDescriptors() {
        FileDescriptors descriptors = new FileDescriptors();
        String many = "Too many open files";
        assertThat(descriptors.areExhausted(new FileSystemException("a", null, many)))
                .isTrue();
        assertThat(descriptors.areExhausted(new FileNotFoundException("a (" + many + ")")))
                .isTrue();
        Exception wrapped = new IllegalStateException(new UncheckedIOException(new IOException(many)));
        assertThat(descriptors.areExhausted(wrapped)).isTrue();
        assertThat(descriptors.areExhausted(new NoSuchFileException("a"))).isFalse();
        assertThat(descriptors.areExhausted(new FileNotFoundException("a"))).isFalse();
        assertThat(descriptors.areExhausted(new IllegalStateException(many))).isFalse();
        assertThat(descriptors.areExhausted(new IOException())).isFalse();
    }
}
