package plain;

import static com.google.common.truth.Truth.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the fat jar of a service that uses neither JSON nor constraints nor protobuf. The jar must contain everything
 * that the service needs, and nothing else.
 */
final class FatJarTest {
    private static final Path JAR = Path.of("target", "plain-service.jar");
    private static final String VERSIONS = "^META-INF/versions/\\d+/";

    private static List<String> classes() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                Stream<String> names = jar.stream().map(ZipEntry::getName)) {
            return names.map(name -> name.replaceFirst(VERSIONS, ""))
                    .filter(name -> name.endsWith(".class") && !name.equals("module-info.class"))
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io/avaje/",
                "com/fasterxml/",
                "com/google/gson/",
                "com/google/protobuf/",
                "jakarta/validation/",
                "com/aayushatharva/",
                "org/junit/",
                "dev/interlock/json/",
                "dev/interlock/processor/",
                "dev/interlock/protobuf/",
                "dev/interlock/testing/"
            })
    void lacksUnusedLibrary(String folder) throws IOException {
        assertThat(classes().stream().filter(name -> name.startsWith(folder)).limit(3))
                .isEmpty();
    }

    /** Output of {@code mvn dependency:tree}. */
    @Test
    void dependsOnRuntimeNettySlf4jAndJspecify() throws IOException {
        List<String> tree = Files.readAllLines(Path.of("target", "dependency-tree.txt"));
        assertThat(tree.stream()
                        .skip(1)
                        .map(line -> line.replaceFirst("^[-+|\\\\ ]+", ""))
                        .map(line -> line.replaceFirst("^(dev\\.interlock:[^:]+|[^:]+).*", "$1"))
                        .distinct())
                .containsExactly("dev.interlock:router-runtime", "io.netty", "org.slf4j", "org.jspecify");
    }

    @Test
    void hasNoOtherClasses() throws IOException {
        assertThat(classes().stream()
                        .map(name -> name.replaceFirst("^((?:\\w+/){0,2}).*", "$1"))
                        .distinct())
                .containsExactly("plain/", "dev/interlock/", "io/netty/", "org/slf4j/", "org/jspecify/");
    }

    @Test
    void serves() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(UTF_8)) {
            String port = out.readLine();

            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/greetings/Ada?times=2"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(response.body()).isEqualTo("Hello, Ada! Hello, Ada!");
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }
}
