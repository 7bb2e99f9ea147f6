package dev.interlock.benchmarks.migration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL of its own, on a free port of the loopback address. It ends with the suite, and its data with it. */
final class PostgresServer implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final Path data;
    private final int port;

    private PostgresServer(Process process, Path data, int port) {
        this.process = process;
        this.data = data;
        this.port = port;
    }

    /**
     * Creates a cluster, and starts it.
     *
     * @param log file for its output
     */
    static PostgresServer start(Path log) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("migration-postgres");
        List<String> as =
                isRoot() ? List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") : List.of();
        if (isRoot()) {
            Program.output(List.of("chown", "postgres", data.toString()));
        }
        String programs = programs();
        run(as, programs + "initdb", "-D", data.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync");
        int port = StartedServer.freePort();
        List<String> command = new ArrayList<>(as);
        command.addAll(List.of(programs + "postgres", "-D", data.toString(), "-p", Integer.toString(port)));
        // Processes of the shop are killed here, and never the database or the machine. So the disk need not be waited
        // for.
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "fsync=off",
                "full_page_writes=off",
                "synchronous_commit=off")) {
            command.addAll(List.of("-c", setting));
        }
        Process process = new ProcessBuilder(command)
                .directory(data.getRoot().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PostgresServer server = new PostgresServer(process, data, port);
        server.awaitStart(log);
        return server;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    /** Returns the directory of the programs with a slash, or nothing if they are on the path. */
    private static String programs() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return "";
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            Optional<Path> newest = versions.max(Comparator.comparingInt(version ->
                    Integer.parseInt(String.valueOf(version.getFileName()).replaceAll("\\D.*", ""))));
            return newest.map(version -> version + "/bin/").orElse("");
        }
    }

    private static void run(List<String> as, String... command) throws IOException, InterruptedException {
        List<String> whole = new ArrayList<>(as);
        whole.addAll(List.of(command));
        Process process = new ProcessBuilder(whole)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command[0] + " failed: " + output.strip());
        }
    }

    private void awaitStart(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!Files.readString(log).contains("ready to accept connections")) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                close();
                throw new IOException("PostgreSQL does not start; see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Returns the address of a database for the shop. */
    String url(String database) {
        return "postgres://postgres:none@127.0.0.1:" + port + "/" + database;
    }

    /** Creates a database as a copy of another one, which nobody may use at this moment. */
    void copy(String template, String name) throws IOException, InterruptedException {
        query("postgres", "create database " + name + " template " + template);
    }

    /** Executes statements, and returns the rows of the last one. Columns are separated by a vertical bar. */
    List<String> query(String database, String sql) throws IOException, InterruptedException {
        String output = Program.output(List.of(
                "psql",
                "-X",
                "-q",
                "-A",
                "-t",
                "-v",
                "ON_ERROR_STOP=1",
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-U",
                "postgres",
                "-d",
                database,
                "-c",
                sql));
        return output.isEmpty() ? List.of() : output.lines().toList();
    }

    @Override
    public void close() throws IOException {
        // SIGTERM waits for clients, and all have ended by now.
        Program.stop(process, STOP_SECONDS);
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
