package dev.interlock.benchmarks.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** HAProxy with the configuration of {@code deploy/haproxy}, on free ports. */
final class Balancer implements AutoCloseable {
    static final List<String> BLUE = List.of("blue1", "blue2");
    static final List<String> GREEN = List.of("green1", "green2");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int STOP_SECONDS = 10;
    private static final int RESPONSE_BYTES = 1 << 16;
    /** The operational state of a server, in the answer to "show servers state". */
    private static final int STATE = 5;

    private static final int NAME = 3;
    private static final String RUNNING = "2";

    private final Process process;
    private final Path directory;
    private final int port;

    private Balancer(Process process, Path directory, int port) {
        this.process = process;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts HAProxy.
     *
     * @param deploy the files of the example
     * @param log file for its output
     */
    static Balancer start(Path deploy, Shops shops, Path log) throws IOException, InterruptedException {
        // A socket's path may have 107 bytes, which a directory of results can exceed.
        Path directory = Files.createTempDirectory("migration-haproxy");
        int port = StartedServer.freePort();
        Path file = directory.resolve("haproxy.cfg");
        Files.writeString(
                file, configuration(Files.readString(deploy.resolve("haproxy/haproxy.cfg")), directory, port, shops));
        Process process = new ProcessBuilder("haproxy", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Balancer balancer = new Balancer(process, directory, port);
        balancer.awaitUp(BLUE);
        return balancer;
    }

    /** Returns the shipped configuration with the addresses of this run. */
    private static String configuration(String shipped, Path directory, int port, Shops shops) throws IOException {
        String text = shipped.replace(
                        "/run/haproxy/admin.sock",
                        directory.resolve("admin.sock").toString())
                .replace(
                        "/var/lib/haproxy/server-state",
                        directory.resolve("server-state").toString())
                .replace("bind :80", "bind 127.0.0.1:" + port)
                .replace("check port 9090 inter 1s", "check inter 500ms")
                .replace("maxconn 60000", "maxconn 500");
        for (String name : List.of("blue1", "blue2", "green1", "green2")) {
            Shops.Place place = shops.place(name);
            text = text.replaceAll(
                    "(server " + name + ") \\S+", "$1 127.0.0.1:" + place.port() + " port " + place.adminPort());
        }
        return text;
    }

    int port() {
        return port;
    }

    Path socket() {
        return directory.resolve("admin.sock");
    }

    Path stateFile() {
        return directory.resolve("server-state");
    }

    /** Waits until the health checks of servers have succeeded. */
    void awaitUp(List<String> servers) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!areUp(servers)) {
            if (System.nanoTime() - deadline > 0 || !process.isAlive()) {
                throw new IOException(String.join(",", servers) + " is not up at HAProxy");
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean areUp(List<String> servers) {
        try {
            return command("show servers state shop")
                            .lines()
                            .map(line -> line.split(" ", -1))
                            .filter(row -> row.length > STATE && servers.contains(row[NAME]))
                            .filter(row -> row[STATE].equals(RUNNING))
                            .count()
                    == servers.size();
        } catch (IOException e) {
            // It has not opened its socket yet.
            return false;
        }
    }

    /** Gives the whole load to the servers of the old build again, and none to the new ones. */
    void reset() throws IOException {
        for (String name : BLUE) {
            command("set server shop/" + name + " state ready");
            command("set server shop/" + name + " weight 256");
        }
        for (String name : GREEN) {
            command("set server shop/" + name + " weight 0");
            command("set server shop/" + name + " state ready");
        }
    }

    private String command(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket()));
            channel.write(ByteBuffer.wrap((text + "\n").getBytes(UTF_8)));
            ByteBuffer response = ByteBuffer.allocate(RESPONSE_BYTES);
            while (response.hasRemaining() && channel.read(response) >= 0) {
                // The next part follows.
            }
            return new String(response.array(), 0, response.position(), UTF_8);
        }
    }

    @Override
    public void close() {
        Program.stop(process, STOP_SECONDS);
    }
}
