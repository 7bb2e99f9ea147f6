package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;

import dev.interlock.example.shop.Shop;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Process of the shop with the settings of a manifest, on free ports of the loopback address. */
final class SettledShop implements AutoCloseable {
    private final Process process;
    private final int adminPort;
    private final HttpClient web = HttpClient.newHttpClient();

    private SettledShop(Process process, int adminPort) {
        this.process = process;
        this.adminPort = adminPort;
    }

    /** Starts a shop, and waits until it serves. An unknown setting ends the shop, and so fails the test. */
    static SettledShop start(Map<String, String> settings) throws IOException {
        int adminPort = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Shop.class.getName())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.putAll(settings);
        environment.put("INTERLOCK_HOST", "127.0.0.1");
        environment.put("INTERLOCK_PORT", "0");
        environment.put("INTERLOCK_ADMIN_HOST", "127.0.0.1");
        environment.put("INTERLOCK_ADMIN_PORT", Integer.toString(adminPort));
        // There are no clients to wait for at the end of the test.
        environment.put("INTERLOCK_SHUTDOWN_DELAY", "0");
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder said = new StringBuilder();
        for (@Nullable String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("Interlock shop: ")) {
                return new SettledShop(process, adminPort);
            }
            said.append(line).append('\n');
        }
        throw new AssertionError("The shop did not start: " + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Returns the status of a page of the admin port. */
    int status(String path) throws IOException, InterruptedException {
        return get(path).statusCode();
    }

    /** Returns a page of the admin port. */
    String page(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertWithMessage(path).that(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + adminPort + path);
        return web.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
