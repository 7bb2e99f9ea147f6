package dev.interlock.http2;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.server.HttpServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every request of h2load succeeds, with many streams, small windows and bodies. */
@Tag("h2spec")
@Timeout(120)
final class Nghttp2Test {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "http, 5000, -c 5 -m 1, /hello",
        "http, 20000, -c 5 -m 100, /hello",
        "http, 200, -c 4 -m 10 -w 16 -W 16, /large",
        "http, 200, -c 4 -m 10, /file",
        "http, 500, -c 4 -m 10, /parts",
        "http, 500, -c 4 -m 10 -d BODY, /echo",
        "http, 500, -c 4 -m 10 -d BODY, /pipe",
        "https, 5000, -c 5 -m 20, /hello",
        "https, 200, -c 4 -m 10, /large"
    })
    void everyRequestSucceeds(String scheme, int requests, String options, String path) throws Exception {
        Path file = Files.writeString(folder.resolve("file.txt"), "in a file, ".repeat(10_000));
        Path body = Files.write(folder.resolve("body"), new byte[100_000]);
        HttpServer server = scheme.equals("http")
                ? Http2Servers.start(TestRoutes.of(file))
                : Http2Servers.builder(TestRoutes.of(file))
                        .tls(new TestCertificate(folder).tls())
                        .protocol(Http2.protocol())
                        .start();
        try {
            List<String> command = new ArrayList<>(List.of("h2load", "-n", String.valueOf(requests)));
            command.addAll(List.of(options.replace("BODY", body.toString()).split(" ", -1)));
            command.add(scheme + "://127.0.0.1:" + server.port() + path);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            process.waitFor();
            assertWithMessage(output)
                    .that(output)
                    .contains(requests + " done, " + requests + " succeeded, 0 failed, 0 errored, 0 timeout");
            assertWithMessage(output).that(output).contains("status codes: " + requests + " 2xx");
        } finally {
            server.close();
        }
    }
}
