package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.server.SystemCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a server does for a request, in ways that would disturb a measurement of its time. */
final class Counts {
    private static final double MILLION = 1e6;
    /** How long system calls are counted. */
    static final int SECONDS = 2;

    private final Path results;

    Counts(Path results) {
        this.results = results;
    }

    /** System calls for a request, as a tool counts them; the server is warm. */
    double systemCalls(SystemCalls tool, Contender contender, PinnedServer server, Load load)
            throws IOException, InterruptedException {
        String name = contender.name() + "-" + load.workload().label() + "-" + tool.label() + ".txt";
        long[] requests = {0};
        long calls = tool.during(
                server.pid(),
                results.resolve(name),
                () -> requests[0] = Wrk.run(
                                server.port(),
                                load.script(),
                                load.connections(),
                                load.workload().seconds(SECONDS))
                        .requests());
        return calls / (double) requests[0];
    }

    /** What a JVM allocates, less what the question after it does; the server is warm and was started to log its collections. */
    Map<Quantity, Double> allocation(PinnedServer server, Path log, Load load, int seconds)
            throws IOException, InterruptedException {
        GarbageCollection.State earlier = GarbageCollection.state(server.pid(), log);
        GarbageCollection.State before = GarbageCollection.state(server.pid(), log);
        long asking = before.allocatedSince(earlier);
        double requests = Wrk.run(
                        server.port(),
                        load.script(),
                        load.connections(),
                        load.workload().seconds(seconds))
                .requests();
        GarbageCollection.State after = GarbageCollection.state(server.pid(), log);
        Map<Quantity, Double> counts = new EnumMap<>(Quantity.class);
        counts.put(Quantity.ALLOCATED, Math.max(0, after.allocatedSince(before) - asking) / requests);
        put(counts, after.pauses().since(before.pauses()), requests);
        return counts;
    }

    /** How often Go's collector stops the server, which was started to print that to the log; the server is warm. */
    Map<Quantity, Double> pausesOfGo(PinnedServer server, Path log, Load load, int seconds)
            throws IOException, InterruptedException {
        Pauses before = Pauses.ofGo(Files.readString(log));
        double requests = Wrk.run(
                        server.port(),
                        load.script(),
                        load.connections(),
                        load.workload().seconds(seconds))
                .requests();
        Map<Quantity, Double> counts = new EnumMap<>(Quantity.class);
        put(counts, Pauses.ofGo(Files.readString(log)).since(before), requests);
        return counts;
    }

    private static void put(Map<Quantity, Double> counts, Pauses pauses, double requests) {
        counts.put(Quantity.COLLECTIONS, MILLION * pauses.millis().size() / requests);
        counts.put(Quantity.PAUSES, MILLION * pauses.total() / requests);
        counts.put(Quantity.LONGEST_PAUSE, pauses.longest());
    }
}
