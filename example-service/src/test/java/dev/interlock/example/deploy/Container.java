package dev.interlock.example.deploy;

import static com.google.common.truth.Truth.assertWithMessage;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A container of the image, on free ports of the loopback address. Its files are read-only, except {@code /tmp}. */
final class Container implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final ImageRunner runner;
    private final Process process;
    private final Path log;
    private final Path tmp;
    private final int port;
    private final int adminPort;
    private final HttpClient web = HttpClient.newHttpClient();

    private Container(ImageRunner runner, Path directory, Map<String, String> variables, @Nullable Path seccomp)
            throws IOException {
        this.runner = runner;
        port = freePort();
        adminPort = freePort();
        tmp = runner.tmp(directory);
        log = directory.resolve("log");
        Map<String, String> environment = new TreeMap<>(variables);
        environment.put("INTERLOCK_HOST", "127.0.0.1");
        environment.put("INTERLOCK_ADMIN_HOST", "127.0.0.1");
        environment.put("INTERLOCK_PORT", Integer.toString(port));
        environment.put("INTERLOCK_ADMIN_PORT", Integer.toString(adminPort));
        process = runner.start(directory, tmp, log, environment, seccomp);
    }

    /** Starts a container. */
    static Container start(ImageRunner runner, Path directory, Map<String, String> variables, @Nullable Path seccomp)
            throws IOException {
        return new Container(runner, directory, variables, seccomp);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Waits until the shop is ready. In a chroot without {@code /proc}, its check of the disk cannot succeed. */
    void awaitReady() throws InterruptedException {
        Balancer.await("the shop is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The container has ended: " + log());
            }
            String path = runner.kind() == ImageRunner.Kind.CHROOT ? "/health/live" : "/health/ready";
            return status(adminPort, path) == 200;
        });
    }

    /** Returns the status of a page, or 0 if there is no response. */
    private int status(int ofPort, String path) {
        try {
            return get(ofPort, path).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private HttpResponse<String> get(int ofPort, String path) throws IOException {
        URI address = URI.create("http://127.0.0.1:" + ofPort + path);
        try {
            return web.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String admin(String path) throws IOException {
        return get(adminPort, path).body();
    }

    int adminStatus(String path) {
        return status(adminPort, path);
    }

    HttpResponse<String> get(String path) throws IOException {
        return get(port, path);
    }

    /** Directory of the host that is {@code /tmp} of the container. */
    Path tmp() {
        return tmp;
    }

    /** Returns the status file of the JVM, as {@code /proc} shows it outside of the container. */
    String processStatus() throws IOException {
        for (ProcessHandle each : process.descendants().toList()) {
            Path status = Path.of("/proc", Long.toString(each.pid()), "status");
            String text = Files.exists(status) ? Files.readString(status) : "";
            if (text.startsWith("Name:\tjava\n")) {
                return text;
            }
        }
        // chroot replaces its own process with the JVM.
        return Files.readString(Path.of("/proc", Long.toString(process.pid()), "status"));
    }

    /** Sends SIGTERM to the JVM. */
    void terminate() {
        List<ProcessHandle> all = process.descendants().toList();
        for (ProcessHandle each : all) {
            if (each.info().command().orElse("").endsWith("/bin/java")) {
                each.destroy();
                return;
            }
        }
        process.destroy();
    }

    int exitCode() throws InterruptedException {
        assertWithMessage("the container ends: %s", log())
                .that(process.waitFor(30, TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue();
    }

    String log() {
        try {
            return Files.readString(log, UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        terminate();
        try {
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
