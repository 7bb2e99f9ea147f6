package dev.interlock.example.shop;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.example.shop.proto.ShopProto;
import dev.interlock.example.shop.testing.Call;
import dev.interlock.example.shop.testing.Connection;
import dev.interlock.example.shop.testing.TestDatabase;
import dev.interlock.http2.FrameClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the shop as a process, and tests its output and its exit codes. */
final class ShopProcessTest {
    private static final Pattern STARTED = Pattern.compile("Interlock shop: (\\d+) routes on http://localhost:(\\d+)");

    @Test
    void printsAddressAndServes() throws Exception {
        Process process = start("0", List.of());
        try (BufferedReader out = process.inputReader(UTF_8)) {
            Matcher started = STARTED.matcher(out.readLine());
            assertThat(started.matches()).isTrue();
            assertThat(Integer.parseInt(started.group(1))).isAtLeast(46);

            int port = Integer.parseInt(started.group(2));
            try (Connection connection = new Connection(port)) {
                assertThat(connection.send(Call.of("GET", "/health")).text()).isEqualTo("UP");
            }
            try (FrameClient http2 = new FrameClient(port)) {
                int stream = http2.request("GET", "/health", true);
                assertThat(http2.response(stream).body()).isEqualTo("UP");
            }
            // Process.destroy() would close the output.
            process.toHandle().destroy();

            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(out.readLine()).isNull();
            assertThat(lines(process)).isEmpty();
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * Netty decides at its first use whether to load the Flight Recorder. Filters use Netty even before the server is
     * created.
     */
    @Test
    void firstRequestLoadsNoFlightRecorder(@TempDir Path directory) throws Exception {
        Path classes = directory.resolve("classes.txt");
        Process process = start("0", List.of(), Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes));
        try (BufferedReader out = process.inputReader(UTF_8)) {
            Matcher started = STARTED.matcher(out.readLine());
            assertThat(started.matches()).isTrue();
            try (Connection connection = new Connection(Integer.parseInt(started.group(2)))) {
                assertThat(connection.send(Call.of("GET", "/health")).text()).isEqualTo("UP");
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        String loaded = Files.readString(classes);
        assertThat(loaded).contains("dev.interlock.server.HttpServer ");
        assertThat(loaded).doesNotContain("jdk.jfr.internal.MetadataRepository ");
    }

    @Test
    void badArgumentIsOneLineAndExit1() throws Exception {
        Process process = start("8080", List.of("--port", "web"));

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process))
                .containsExactly(
                        "The setting port is 'web' (argument --port), expected 0 to 65535. Tip: 0 selects a free"
                                + " port");
    }

    @Test
    void unknownArgumentIsOneLineAndExit1() throws Exception {
        Process process = start("8080", List.of("--prot", "1"));

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process)).containsExactly("The argument '--prot' is not known. Tip: the nearest is --port");
    }

    @Test
    void badVariableIsOneLineAndExit1() throws Exception {
        Process process = start("http", List.of());

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process)).containsExactly("The variable PORT must be a number from 0 to 65535, not 'http'");
    }

    @Test
    void portInUseIsOneLineAndExit1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            Process process = start("0", List.of("--port", Integer.toString(taken.getLocalPort())));

            assertThat(process.waitFor()).isEqualTo(1);
            List<String> lines = lines(process);
            assertThat(lines).hasSize(1);
            assertThat(lines.get(0)).contains(Integer.toString(taken.getLocalPort()));
        }
    }

    @Test
    void unusableRecordingDirectoryIsOneLineAndExit1(@TempDir Path directory) throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        Process process = start("0", List.of("--recording-directory", file.toString()));

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process))
                .containsExactly("The recording cannot be written to " + file
                        + " (java.nio.file.FileAlreadyExistsException: " + file
                        + "). Tip: name a directory that the service may write to");
    }

    @Test
    void unreadableKeyOfPseudonymsIsOneLineAndExit1(@TempDir Path directory) throws Exception {
        Path absent = directory.resolve("absent.key");
        Process process = start(
                "0", List.of("--recording-directory", directory.toString(), "--recording-key-file", absent.toString()));

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process))
                .containsExactly("The pseudonym key cannot be read (java.nio.file.NoSuchFileException: " + absent
                        + "). Tip: head -c 32 /dev/urandom > " + absent);
    }

    /** Starts a second shop on the same machine. */
    @Test
    void adminPortInUseIsOneLineAndExit1() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            Process process = start("0", List.of("--admin-port", port));

            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(lines(process))
                    .containsExactly("Another process listens on admin-port " + port
                            + " (argument --admin-port) of 127.0.0.1 already. Tip: stop it or choose another port; port 0"
                            + " selects a free port");
        }
    }

    /** Uses the settings file of the guide. It switches the access log on, and trusts proxies on this machine. */
    @Test
    void showsRequestsInLogAndMetrics(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("access.log");
        int admin = freePort();
        Process process = start(
                "0",
                List.of("--config", "shop.properties", "--admin-port", Integer.toString(admin)),
                Map.of("INTERLOCK_ACCESS_LOG_TO", log.toString(), "INTERLOCK_SHUTDOWN_DELAY", "0s"));
        try (BufferedReader output = process.inputReader(UTF_8)) {
            Matcher started = STARTED.matcher(output.readLine());
            assertThat(started.matches()).isTrue();
            try (Connection connection = new Connection(Integer.parseInt(started.group(2)))) {
                connection.send(Call.of("GET", "/v1/catalog/products/1/price").header("X-Forwarded-For", "192.0.2.7"));
            }
            try (Connection connection = new Connection(admin)) {
                assertThat(connection.send(Call.of("GET", "/health/ready")).text())
                        .contains("\"name\":\"disk\",\"status\":\"UP\"");
                assertThat(connection.send(Call.of("GET", "/metrics")).text())
                        .contains("http_route=\"/v1/catalog/products/{id}/price\"");
                assertThat(connection.send(Call.of("GET", "/config")).text()).contains("shop.properties");
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readString(log)).contains("\"client\":\"192.0.2.7\"");
    }

    @Test
    void badDatabaseUrlIsOneLineAndExit1() throws Exception {
        Process process = start("0", List.of(), Map.of("DATABASE_URL", "mysql://shop:secret@db.example/shop"));

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(lines(process))
                .containsExactly("The setting database-url (variable DATABASE_URL) has the scheme 'mysql', expected"
                        + " postgres://user:password@host:5432/name or jdbc:postgresql://host/name");
    }

    @Test
    void unreachableDatabaseIsOneLineAndExit1() throws Exception {
        Process process = start("0", List.of("--database-url", "postgres://shop:secret@127.0.0.1:1/shop"));

        assertThat(process.waitFor()).isEqualTo(1);
        List<String> lines = lines(process);
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0))
                .startsWith(
                        "The database jdbc:postgresql://127.0.0.1:1/shop cannot be used: Connection to 127.0.0.1:1");
        assertThat(lines.get(0)).endsWith("Tip: check the setting database-url");
    }

    /** Uses an address in the form of hosting platforms. */
    @Test
    void servesFromDatabaseAndKeepsDataWhenItEnds() throws Exception {
        try (TestDatabase database = TestDatabase.empty()) {
            Map<String, String> environment =
                    Map.of("DATABASE_URL", database.platformUrl(), "SAMPLE_DATA", "true", "DATABASE_POOL", "2");
            assertThat(readinessAndName(environment)).containsExactly("database UP", "Ada");
            database.execute("update users set name = 'Countess' where id = 1");
            // The second process adds no sample data.
            assertThat(readinessAndName(environment)).containsExactly("database UP", "Countess");
        }
    }

    private static List<String> readinessAndName(Map<String, String> environment) throws Exception {
        int admin = freePort();
        Process process = start("0", List.of("--admin-port", Integer.toString(admin)), environment);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            Matcher started = STARTED.matcher(String.valueOf(output.readLine()));
            assertWithMessage("the shop started: %s", started.matches() ? "" : lines(process))
                    .that(started.matches())
                    .isTrue();
            List<String> results = new ArrayList<>();
            try (Connection probe = new Connection(admin)) {
                boolean isUp = probe.send(Call.of("GET", "/health/ready"))
                        .text()
                        .contains("\"name\":\"database\",\"status\":\"UP\"");
                results.add(isUp ? "database UP" : "database DOWN");
                assertThat(probe.send(Call.of("GET", "/metrics")).text()).contains("jvm_threads_current");
            }
            try (Connection client = new Connection(Integer.parseInt(started.group(2)))) {
                String token = client.send(Call.login("ada@example.com", "correct horse"))
                        .message(ShopProto.SessionToken.parser())
                        .getAccessToken();
                results.add(client.send(Call.of("GET", "/v1/users/me").as(token))
                        .message(ShopProto.User.parser())
                        .getName());
            }
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(0);
            assertThat(lines(process)).isEmpty();
            return results;
        } finally {
            process.destroyForcibly();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private static Process start(String portVariable, List<String> arguments) throws IOException {
        return start(portVariable, arguments, Map.of());
    }

    private static Process start(String portVariable, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // The manifest of the fat jar also contains this option.
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Shop.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.environment().put("PORT", portVariable);
        // A shop outside of this test may use the default port.
        builder.environment().put("INTERLOCK_ADMIN_PORT", "0");
        // The machine may be slow, but the shop must not log stalls.
        builder.environment().put("INTERLOCK_STALL_THRESHOLD", "0");
        return builder.start();
    }

    /** Returns the lines that a process wrote to standard error before it ended. */
    private static List<String> lines(Process process) throws IOException {
        try (BufferedReader errors = process.errorReader(UTF_8)) {
            return errors.lines().toList();
        }
    }
}
