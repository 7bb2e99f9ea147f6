package dev.interlock.server;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.filter.SecurityHeaders;
import dev.interlock.generated.codec.Results;
import dev.interlock.testing.HandlerRouter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scans a server with testssl.sh and sslscan. They must report nothing of medium severity or above. */
@Tag("tls")
final class TlsScanTest {
    private static final Pattern FINDING =
            Pattern.compile("\"id\"\\s*: \"(\\w+)\",[^{}]*\"severity\"\\s*: \"(?:MEDIUM|HIGH|CRITICAL)\"[^{}]*");

    @TempDir
    private Path folder;

    private HttpServer start(String engine) throws Exception {
        TlsFiles files = new TlsFiles(folder);
        files.write(
                "a",
                TlsFiles.issue(TlsFiles.certificate("localhost")
                        .addExtendedKeyUsageServerAuth()
                        .addCrlDistributionPoint(new URI("http://localhost/revoked.crl"))
                        .rsa2048()));
        return HttpServer.builder(HandlerRouter.with()
                        .get("/", (request, response) -> {
                            SecurityHeaders.standard().finish(request, response);
                            Results.writeText(response, "hello");
                        })
                        .router())
                .host("127.0.0.1")
                .port(0)
                .eventLoopThreads(1)
                .tls(files.tls("a"))
                .arguments("--tls-engine", engine)
                .start();
    }

    private static String run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Scans both engines at the same time, because testssl.sh mostly waits. */
    @Test
    void testsslFindsNothing() throws Exception {
        try (HttpServer jdk = start("jdk");
                HttpServer openssl = start("openssl")) {
            CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> testssl(jdk));
            String second = testssl(openssl);
            assertNothingFound(jdk, first.get());
            assertNothingFound(openssl, second);
        }
    }

    private Path report(HttpServer server) {
        return folder.resolve(server.port() + ".json");
    }

    private String testssl(HttpServer server) {
        return run(
                "testssl",
                "--quiet",
                "--color=0",
                "--warnings=off",
                "--protocols",
                "--std",
                "--fs",
                "--server-preference",
                "--server-defaults",
                "--headers",
                "--vulnerable",
                "--add-ca=" + folder.resolve("authorities.pem"),
                "--jsonfile=" + report(server),
                "localhost:" + server.port());
    }

    private void assertNothingFound(HttpServer server, String output) throws IOException {
        String json = Files.readString(report(server));
        // The results of the first and the last check show that the scan is complete.
        assertWithMessage(output).that(json).contains("\"TLS1_3\"");
        assertWithMessage(output).that(json).contains("\"LUCKY13\"");
        List<String> findings =
                FINDING.matcher(json).results().map(MatchResult::group).toList();
        assertThat(findings).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.interlock.server.TlsFiles#engines")
    void sslscanFindsNothing(String engine) throws Exception {
        try (HttpServer server = start(engine)) {
            String output = run("sslscan", "--no-colour", "127.0.0.1:" + server.port());
            for (String old : List.of("SSLv2", "SSLv3", "TLSv1.0", "TLSv1.1")) {
                assertWithMessage(output).that(output).containsMatch(Pattern.quote(old) + "\\s+disabled");
            }
            assertWithMessage(output).that(output).contains("Session renegotiation not supported");
            assertWithMessage(output).that(output).contains("Compression disabled");
            assertWithMessage(output).that(output).contains("TLSv1.2 not vulnerable to heartbleed");
            for (String line : output.lines().toList()) {
                if (line.startsWith("Accepted") || line.startsWith("Preferred")) {
                    assertWithMessage(output).that(line).containsMatch("GCM|CHACHA20");
                }
            }
        }
    }
}
