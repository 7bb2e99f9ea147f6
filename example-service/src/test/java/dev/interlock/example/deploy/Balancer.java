package dev.interlock.example.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * HAProxy with the shipped configuration, in front of four small servers: blue1, blue2, green1 and green2. Each server
 * responds with its name.
 */
final class Balancer implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int MAX_STARTS = 3;

    static {
        // Otherwise, the server of the JDK sends the body 40 ms after the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final Path directory;
    private final Map<String, HttpServer> servers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpClient web = HttpClient.newBuilder().executor(threads).build();
    private final Process haproxy;
    private int port;

    Balancer(Path directory) throws Exception {
        this.directory = directory;
        for (String name : new String[] {"blue1", "blue2", "green1", "green2"}) {
            start(name);
        }
        haproxy = startProxy();
    }

    /** Starts HAProxy on a free port. Tries another one if something takes the port in the meantime. */
    private Process startProxy() throws Exception {
        Path log = directory.resolve("haproxy.log");
        for (int i = 0; i < MAX_STARTS; i++) {
            port = freePort();
            Path file = Files.writeString(directory.resolve("haproxy.cfg"), configuration());
            Process started = new ProcessBuilder("haproxy", "-W", "-f", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            await("HAProxy serves or ends", () -> !started.isAlive() || serves());
            if (started.isAlive()) {
                return started;
            }
        }
        throw new AssertionError("HAProxy does not start:\n" + Files.readString(log));
    }

    /** Returns the shipped configuration with the addresses of this test. */
    private String configuration() throws IOException {
        String text = Files.readString(Path.of("deploy", "haproxy", "haproxy.cfg"))
                .replace("/run/haproxy/admin.sock", socket().toString())
                .replace("/var/lib/haproxy/server-state", stateFile().toString())
                .replace("bind :80", "bind 127.0.0.1:" + port)
                .replace("check port 9090 inter 1s", "check inter 200ms")
                .replace("maxconn 60000", "maxconn 500");
        for (Map.Entry<String, HttpServer> each : servers.entrySet()) {
            int listens = each.getValue().getAddress().getPort();
            text = text.replaceAll("(server " + each.getKey() + ") \\S+", "$1 127.0.0.1:" + listens);
        }
        return text;
    }

    private void start(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        AtomicInteger count = new AtomicInteger();
        requests.put(name, count);
        server.createContext("/health/ready", exchange -> respond(exchange, "UP"));
        server.createContext("/held", exchange -> {
            held.countDown();
            waitFor(release);
            respond(exchange, name);
        });
        server.createContext("/", exchange -> {
            count.incrementAndGet();
            respond(exchange, name);
        });
        server.setExecutor(threads);
        server.start();
        servers.put(name, server);
    }

    private static void respond(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static void waitFor(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(PATIENCE_NANOS, TimeUnit.NANOSECONDS)) {
                throw new IOException("The test did not end the wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Waits until a condition holds. */
    static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("Not within 30 s: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean serves() {
        try {
            return command("show servers state shop")
                                    .lines()
                                    .filter(line -> line.contains(" shop "))
                                    .count()
                            == 4
                    && get("/").statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    Path socket() {
        return directory.resolve("admin.sock");
    }

    Path stateFile() {
        return directory.resolve("server-state");
    }

    /** Sends a request through HAProxy. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return web.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Sends requests, and returns the share of the green servers in percent. */
    double greenShare(int number) throws IOException, InterruptedException {
        int green = 0;
        for (int i = 0; i < number; i++) {
            HttpResponse<String> response = get("/");
            if (response.statusCode() != 200) {
                throw new AssertionError("HAProxy responds " + response.statusCode());
            }
            green += response.body().startsWith("green") ? 1 : 0;
        }
        return 100.0 * green / number;
    }

    /** Returns the number of requests that a server has received. */
    int requests(String server) {
        return Objects.requireNonNull(requests.get(server)).get();
    }

    /** Stops a server at once. */
    void stop(String server) {
        Objects.requireNonNull(servers.get(server)).stop(0);
    }

    /** Waits until a server has a request for {@code /held}. */
    void awaitHeld() throws IOException {
        waitFor(held);
    }

    /** Lets the server respond to {@code /held}. */
    void release() {
        release.countDown();
    }

    /** Sends a command to the stats socket. */
    String command(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(UTF_8)));
            ByteBuffer response = ByteBuffer.allocate(1 << 16);
            while (channel.read(response) >= 0) {
                if (!response.hasRemaining()) {
                    throw new IOException("The response is too long");
                }
            }
            return new String(response.array(), 0, response.position(), UTF_8);
        }
    }

    /** Returns the process id of the worker. A reload starts another worker. */
    String worker() throws IOException {
        return command("show info")
                .lines()
                .filter(line -> line.startsWith("Pid:"))
                .findFirst()
                .orElse("");
    }

    /** Reloads the configuration, and waits until the new worker serves. */
    void reload() throws Exception {
        String before = worker();
        new ProcessBuilder("kill", "-USR2", Long.toString(haproxy.pid()))
                .start()
                .waitFor();
        await("HAProxy has reloaded", () -> {
            try {
                return !worker().equals(before);
            } catch (IOException e) {
                return false;
            }
        });
    }

    @Override
    public void close() {
        release();
        haproxy.destroy();
        try {
            haproxy.onExit().orTimeout(PATIENCE_NANOS, TimeUnit.NANOSECONDS).join();
        } catch (CompletionException e) {
            haproxy.destroyForcibly();
        }
        servers.values().forEach(server -> server.stop(0));
        threads.shutdownNow();
    }
}
