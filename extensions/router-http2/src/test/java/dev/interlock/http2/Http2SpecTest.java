package dev.interlock.http2;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.annotation.TrailingSlash;
import dev.interlock.http.Request;
import dev.interlock.http.Response;
import dev.interlock.http.RouteInfo;
import dev.interlock.server.HttpServer;
import dev.interlock.server.PlainRouter;
import dev.interlock.server.ServerBuilder;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All cases of h2spec 2.2.0, which no one here has written. Its program for Linux comes in a jar. */
@Tag("h2spec")
@Timeout(300)
final class Http2SpecTest {
    private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";

    @TempDir
    private Path folder;

    private static final class Routes extends PlainRouter {
        Routes() {
            super(
                    TrailingSlash.STRICT,
                    List.of(
                            RouteInfo.of(0, "GET", "/", "test.Handlers.hello"),
                            RouteInfo.of(1, "POST", "/", "test.Handlers.echo").consumes("*/*")));
        }

        @Override
        public void handle(int route, Request request, Response response) {
            if (route == 0) {
                response.contentType("text/plain").body().append("hello from a test");
            } else {
                response.body().append(request.body());
            }
        }
    }

    @Test
    void passesWithoutTls() throws Exception {
        passes(Http2Servers.builder(new Routes()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk", "openssl"})
    void passesWithTls(String engine) throws Exception {
        TestCertificate certificate = new TestCertificate(folder);
        passes(Http2Servers.builder(new Routes()).tls(certificate.tls()).arguments("--tls-engine", engine), "-t", "-k");
    }

    private void passes(ServerBuilder builder, String... options) throws Exception {
        HttpServer server = builder.protocol(Http2.protocol()).start();
        try {
            List<String> command = new ArrayList<>(
                    List.of(program().toString(), "-h", "127.0.0.1", "-p", "" + server.port(), "-o", "5", "--strict"));
            command.addAll(List.of(options));
            String output = run(command);
            assertWithMessage(output).that(output).contains("146 tests, 146 passed, 0 skipped, 0 failed");
        } finally {
            server.close();
        }
    }

    private Path program() throws Exception {
        Path archive = folder.resolve("h2spec.tar.gz");
        try (InputStream in = Objects.requireNonNull(
                Http2SpecTest.class.getResourceAsStream(ARCHIVE), "the profile h2spec adds the jar of h2spec")) {
            Files.copy(in, archive);
        }
        String output = run(List.of("tar", "-xzf", archive.toString(), "-C", folder.toString(), "h2spec"));
        assertThat(output).isEmpty();
        return folder.resolve("h2spec");
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        process.waitFor();
        return output;
    }
}
