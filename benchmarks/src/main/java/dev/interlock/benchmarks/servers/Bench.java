package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings, cores, loads and results that all passes over the servers share. */
record Bench(Settings settings, Cores cores, Wrk wrk, Map<Workload, Load> loads, Results results) {
    /** Starts a server on its core. */
    StartedServer start(Contender contender, List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        return StartedServer.of(cores.pinned(command), environment, "/plaintext", file(contender, "log"));
    }

    /** Returns the file for output of one kind about a server. */
    Path file(Contender contender, String what) {
        return settings.directory().resolve(contender.name() + "-" + what + ".txt");
    }

    Load load(Workload workload) {
        return Objects.requireNonNull(loads.get(workload));
    }

    /** Sends as many requests as the server can answer. */
    Wrk.Result send(StartedServer server, Workload workload, int seconds) throws IOException, InterruptedException {
        return wrk.run(server.port(), load(workload), seconds);
    }

    /** Sends requests for all routes to a newly started server until it is warm. */
    void warmUp(StartedServer server) throws IOException, InterruptedException {
        send(server, Workload.MIX, settings.warmUpSeconds());
    }

    /**
     * Returns whether a server closes a connection when the client asks for it. Only then can {@link Workload#CONNECT}
     * measure it.
     */
    boolean closesConnections(StartedServer server) throws IOException {
        Exchange request = load(Workload.CONNECT).exchanges().get(0);
        return Closing.isObeyed(server.port(), request, Closing.PATIENCE_MILLIS);
    }
}
