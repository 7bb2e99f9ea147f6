package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.http2.TestCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests {@code bin/archive} with the settings of TLS. The shop then loads the classes of TLS and HTTP/2 from the
 * archive.
 */
@Tag("heavy")
@EnabledOnOs(OS.LINUX)
@Timeout(120)
final class TlsArchiveTest {
    private static final Pattern STARTED = Pattern.compile("Interlock shop: \\d+ routes on (https://localhost:\\d+)");
    private static final List<String> PACKAGES = List.of(
            "sun.security.ssl.", "io.netty.handler.ssl.", "dev.interlock.internal.tls.", "dev.interlock.http2.");

    @TempDir
    private Path home;

    @Test
    void archiveHasClassesOfTls() throws Exception {
        install();
        TestCertificate certificate = new TestCertificate(home);
        String tls = " --tls-certificate " + certificate.chain() + " --tls-key " + certificate.key();
        Process archive = shell("bin/archive" + tls, "");
        String said = new String(archive.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(said).that(archive.waitFor()).isEqualTo(0);

        Path log = home.resolve("classes.txt");
        Process shop = shell("bin/shop --port 0" + tls, "-Xlog:class+load:file=" + log);
        try (var out = shop.inputReader(UTF_8)) {
            String line = out.readLine();
            Matcher started = STARTED.matcher(line == null ? "" : line);
            assertWithMessage(line).that(started.matches()).isTrue();
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(certificate.clientContext())
                    .build();
            URI uri = URI.create(started.group(1) + "/plaintext");
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
            shop.toHandle().destroy();
            assertThat(shop.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            shop.destroyForcibly();
        }
        List<String> loaded = Files.readAllLines(log);
        for (String name : PACKAGES) {
            long archived = loaded.stream()
                    .filter(each -> each.contains(" " + name) && each.contains("shared objects file"))
                    .count();
            assertWithMessage("classes of %s in the archive", name)
                    .that(archived)
                    .isGreaterThan(10L);
        }
    }

    private void install() throws IOException {
        ClassPathJar.write(home.resolve("target"), "example-service.jar", Shop.class);
        Files.createDirectory(home.resolve("bin"));
        for (String file : List.of("shop", "archive", "jvm", "java-17.options", "java-25.options")) {
            Files.copy(Path.of("bin", file), home.resolve("bin").resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private Process shell(String command, String options) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command)
                .directory(home.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().put("INTERLOCK_ADMIN_PORT", "0");
        builder.environment().put("INTERLOCK_STALL_THRESHOLD", "0");
        return builder.start();
    }
}
