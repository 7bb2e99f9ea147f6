package dev.interlock.benchmarks.migration;

import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Arguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Running instances of the example, each at a place: a name with fixed ports. */
final class Shops implements AutoCloseable {
    /** Opening a cart holds a connection for long. Six instances fit into the limit of the database. */
    private static final String POOL = "30";

    private final Path jar;
    private final Path changed;
    private final Path directory;
    private final PostgresServer postgres;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, StartedServer> running = new LinkedHashMap<>();
    private int starts;

    Shops(Arguments arguments, PostgresServer postgres) {
        jar = Path.of(arguments.text("shop"));
        changed = Path.of(arguments.text("builds"));
        directory = arguments.results();
        this.postgres = postgres;
    }

    /** Ports of an instance. */
    record Place(String name, int port, int adminPort) {
        String url() {
            return "http://127.0.0.1:" + port;
        }
    }

    /** Returns the place with a name. Its ports stay the same, also after a restart. */
    Place place(String name) throws IOException {
        Place known = places.get(name);
        if (known != null) {
            return known;
        }
        Place place = new Place(name, StartedServer.freePort(), StartedServer.freePort());
        places.put(name, place);
        return place;
    }

    /**
     * Starts a build at a place.
     *
     * @param settings further arguments
     */
    Place start(String name, Build build, String database, String... settings)
            throws IOException, InterruptedException {
        Place place = place(name);
        List<String> command = new ArrayList<>(build.command(Program.ofJava("java"), jar, changed));
        command.addAll(List.of("--host", "127.0.0.1", "--admin-port", Integer.toString(place.adminPort())));
        command.addAll(List.of(settings));
        command.add("--port");
        Path log = directory.resolve("shop-" + ++starts + "-" + name + "-" + build.version() + ".log");
        Map<String, String> environment = Map.of("DATABASE_URL", postgres.url(database), "DATABASE_POOL", POOL);
        StartedServer server = StartedServer.on(place.port(), command, environment, "/health", log);
        running.put(name, server);
        Files.writeString(pidFile(directory, name), Long.toString(server.pid()));
        return place;
    }

    /** Returns the file with the process id of the instance at a place. The roll-out script ends instances by it. */
    static Path pidFile(Path directory, String name) {
        return directory.resolve(name + ".pid");
    }

    /** Ends an instance with SIGTERM. */
    void stop(String name) throws IOException {
        StartedServer server = running.remove(name);
        if (server != null) {
            server.close();
        }
    }

    /** Ends an instance as {@code kill -9} does. */
    void kill(String name) throws IOException, InterruptedException {
        StartedServer server = running.remove(name);
        if (server == null) {
            throw new IOException(name + " does not run");
        }
        server.kill();
    }

    @Override
    public void close() throws IOException {
        for (String name : List.copyOf(running.keySet())) {
            stop(name);
        }
    }
}
