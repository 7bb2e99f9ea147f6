package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.ClosedLoop;
import dev.interlock.benchmarks.load.Exchange;
import dev.interlock.benchmarks.load.OpenLoop;
import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The settings, cores, loads and results that all passes over the servers share. */
record Bench(
        Settings settings, Cores cores, Wrk wrk, Certificate certificate, Map<Workload, Load> loads, Results results) {
    /** Number of runs in which a server becomes warm for HTTP/2 or TLS. */
    private static final int PROTOCOL_WARM_UPS = 3;

    /**
     * Starts a server on its core.
     *
     * @param ports ports on which the server listens
     */
    StartedServer start(Contender contender, List<String> command, Map<String, String> environment, Ports ports)
            throws IOException, InterruptedException {
        Map<String, String> variables = new HashMap<>(environment);
        variables.putAll(ports.environment(certificate));
        return StartedServer.of(cores.pinned(command), variables, "/plaintext", file(contender, "log"));
    }

    /** Returns the file for output of one kind about a server. */
    Path file(Contender contender, String what) {
        return settings.directory().resolve(contender.name() + "-" + what + ".txt");
    }

    Load load(Workload workload) {
        return Objects.requireNonNull(loads.get(workload));
    }

    /** Sends as many requests as the server can answer. */
    Throughput send(StartedServer server, Workload workload, int usualSeconds)
            throws IOException, InterruptedException {
        Load load = load(workload);
        int port = Ports.of(server, workload.plan().protocol());
        int seconds = workload.seconds(usualSeconds);
        return switch (workload.tool()) {
            case WRK -> wrk.run(port, load, seconds);
            case H2LOAD -> H2load.run(port, load.plan(), seconds);
            case OWN -> {
                try (ClosedLoop loop = new ClosedLoop(port, load.exchanges(), load.plan())) {
                    ClosedLoop.Result result = loop.run(seconds);
                    yield new Throughput(result.requests(), result.seconds(), 0);
                }
            }
        };
    }

    /** Returns a load at a fixed rate. */
    OpenLoop open(StartedServer server, Workload workload) throws IOException {
        Load load = load(workload);
        return new OpenLoop(Ports.of(server, workload.plan().protocol()), load.exchanges(), load.plan());
    }

    /** Sends requests for all routes to a newly started server until it is warm. */
    void warmUp(StartedServer server) throws IOException, InterruptedException {
        send(server, Workload.MIX, settings.warmUpSeconds());
    }

    /**
     * Sends requests of a workload until the server is warm. A protocol that the server has not served before needs
     * several runs: when the connections of the first run close, the JVM discards code that it has compiled for open
     * connections only.
     */
    void warmUp(StartedServer server, Workload workload) throws IOException, InterruptedException {
        int runs = workload.needsProtocols() ? PROTOCOL_WARM_UPS : 1;
        for (int i = 0; i < runs; i++) {
            send(server, workload, settings.workloadWarmUpSeconds());
        }
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
