package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tests {@code bin/shop} and {@code bin/archive}. Also tests that the shop loads no unnecessary classes when it starts.
 */
@EnabledOnOs(OS.LINUX)
final class StartScriptTest {
    private static final Pattern STARTED = Pattern.compile("Interlock shop: \\d+ routes on http://localhost:(\\d+)");
    private static final Pattern STARTED_WITH_TLS =
            Pattern.compile("Interlock shop: \\d+ routes on https://localhost:(\\d+)");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(bin/.*?)```", Pattern.DOTALL);

    /** Commands that make a certificate, start the shop, and send a request. */
    private static final Pattern TLS_COMMANDS = Pattern.compile(
            "```sh\n(openssl .*?[^\\\\]\n)example-service(/bin/shop .*?)\n(curl .*?)\n```", Pattern.DOTALL);

    /**
     * Classes that the shop does not need when it starts. Each of them would load many more classes. Decision 26 lists
     * the code that avoids them.
     */
    private static final List<String> NOT_AT_THE_START = List.of(
            "jdk.jfr.internal.MetadataRepository",
            "java.lang.management.ManagementFactory",
            "java.text.DateFormatSymbols",
            "java.util.logging.Logger",
            "java.lang.runtime.ObjectMethods",
            "java.lang.reflect.ProxyGenerator",
            "java.net.Socket",
            "java.util.stream.IntPipeline",
            "io.avaje.jsonb.core.CoreAdapterBuilder",
            "com.google.protobuf.Descriptors");

    /**
     * Another class that the shop does not need when it starts. It depends on the Java version. From Java 21, the
     * logger of System.exit would load streams. Before Java 21, SLF4J's format would load regular expressions.
     */
    private static final String NOR_AT_THE_START =
            Runtime.version().feature() < 21 ? "java.util.stream.ReferencePipeline" : "java.util.regex.Pattern";

    @TempDir
    static Path home;

    @BeforeAll
    static void install() throws IOException {
        ClassPathJar.write(home.resolve("target"), "example-service.jar", Shop.class);
        Files.createDirectory(home.resolve("bin"));
        for (String file : List.of("shop", "archive", "jvm", "java-17.options", "java-25.options")) {
            Files.copy(Path.of("bin", file), home.resolve("bin").resolve(file), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    @Test
    void startsFromArchiveOfGuide() throws Exception {
        Matcher commands = COMMANDS.matcher(Files.readString(Path.of("..", "docs", "startup.md")));
        assertThat(commands.find()).isTrue();
        assertThat(commands.group(1)).isEqualTo("bin/archive\nbin/shop\n");

        Process archive = shell("bin/archive", "");
        String said = new String(archive.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(said).that(archive.waitFor()).isEqualTo(0);
        assertThat(said).containsMatch("(?m)^example-service-[0-9.]+\\.(jsa|aot): \\d+ kB$");

        List<String> loaded = loaded();
        long fromTheArchive = loaded.stream()
                .filter(line -> line.contains(" dev.interlock.") && line.contains("shared objects file"))
                .count();
        assertThat(fromTheArchive).isGreaterThan(50L);

        // The jar now looks older than the archive, as if the archive belonged to another jar.
        Files.setLastModifiedTime(home.resolve("target/example-service.jar"), FileTime.fromMillis(1_000_000_000_000L));
        serves("");
    }

    @Test
    void startsQuietlyWithoutArchive() throws Exception {
        serves("");
    }

    @Test
    void optionsOfVariableWin() throws Exception {
        serves("-Xmx40m -XX:+ExitOnOutOfMemoryError");
    }

    /** Runs the commands of the README: settings alone switch TLS on, and curl then chooses HTTP/2. */
    @Test
    void servesTlsAsReadmeSays(@TempDir Path folder) throws Exception {
        Matcher commands = TLS_COMMANDS.matcher(Files.readString(Path.of("README.md")));
        assertThat(commands.find()).isTrue();
        Process openssl = shell(commands.group(1), "", folder);
        String certified = new String(openssl.getInputStream().readAllBytes(), UTF_8);
        assertWithMessage(certified).that(openssl.waitFor()).isEqualTo(0);

        Process process = shell(home + commands.group(2).replace("--port 8443", "--port 0"), "", folder);
        try (var out = process.inputReader(UTF_8)) {
            String line = out.readLine();
            Matcher started = STARTED_WITH_TLS.matcher(line == null ? "" : line);
            assertWithMessage(line).that(started.matches()).isTrue();
            String curl = commands.group(3).replace("8443", started.group(1));
            Process client = shell(curl + " --silent --show-error --write-out ' %{http_version}'", "", folder);
            assertThat(new String(client.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("Hello, World! 2");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void startLoadsNoUnneededClasses() throws Exception {
        List<String> loaded = loaded();

        assertThat(loaded.size()).isGreaterThan(1000);
        List<String> names = new ArrayList<>(NOT_AT_THE_START);
        names.add(NOR_AT_THE_START);
        for (String name : names) {
            assertWithMessage(name)
                    .that(loaded.stream().noneMatch(line -> line.contains(" " + name + " ")))
                    .isTrue();
        }
    }

    @Test
    void olderJavaIsOneLineAndExit1(@TempDir Path java) throws Exception {
        Process process = startBy(java, "11.0.2");

        assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
                .isEqualTo("Java 17 or later is needed, not 11.0.2\n");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"17.0.1, 17, 0", "23, 17, 0", "24.0.2, 17, 1", "25, 25, 1", "26-ea, 25, 1"})
    void allowsNativeAccessOnceWhereRequired(String version, String file, int times, @TempDir Path java)
            throws Exception {
        Process process = startBy(java, version);

        List<String> words = List.of(new String(process.getInputStream().readAllBytes(), UTF_8).split("\\s"));
        assertThat(words.get(0)).endsWith("/java-" + file + ".options");
        words = new ArrayList<>(words);
        words.addAll(Files.readAllLines(home.resolve("bin/java-" + file + ".options")));
        assertThat(Collections.frequency(words, "--enable-native-access=ALL-UNNAMED"))
                .isEqualTo(times);
    }

    /** Runs the script with a fake Java, which prints its options and exits. */
    private static Process startBy(Path java, String version) throws IOException {
        Files.createDirectory(java.resolve("bin"));
        Path command = Files.writeString(java.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        assertThat(command.toFile().setExecutable(true)).isTrue();
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        ProcessBuilder builder =
                new ProcessBuilder("bin/shop").directory(home.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", java.toString());
        return builder.start();
    }

    /**
     * Starts the shop, sends a request and stops the shop. The shop must print one line, and must not mention archives.
     */
    private static void serves(String options) throws Exception {
        Process process = shell("bin/shop --port 0", options);
        try (var out = process.inputReader(UTF_8)) {
            String line = out.readLine();
            Matcher started = STARTED.matcher(line == null ? "" : line);
            assertWithMessage(line).that(started.matches()).isTrue();
            try (Connection connection = new Connection(Integer.parseInt(started.group(1)))) {
                assertThat(connection.send(Call.of("GET", "/health")).text()).isEqualTo("UP");
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(0);
            assertThat(out.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Starts the shop, sends one request and stops the shop. Returns the log of loaded classes, with one class per
     * line.
     */
    private static List<String> loaded() throws Exception {
        Path log = home.resolve("classes.txt");
        Files.deleteIfExists(log);
        serves("-Xlog:class+load:file=" + log);
        return Files.readAllLines(log);
    }

    private static Process shell(String command, String options) throws IOException {
        return shell(command, options, home);
    }

    private static Process shell(String command, String options, Path directory) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "exec " + command)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", options);
        // A shop outside of this test may use the default port.
        builder.environment().put("INTERLOCK_ADMIN_PORT", "0");
        // The machine may be slow. The shop must not log stalls nevertheless.
        builder.environment().put("INTERLOCK_STALL_THRESHOLD", "0");
        return builder.start();
    }
}
