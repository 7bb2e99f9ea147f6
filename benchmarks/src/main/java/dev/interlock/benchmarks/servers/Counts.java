package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.server.SystemCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a server does for a request, in ways that would disturb a measurement of its time. */
final class Counts {
    private static final double MILLION = 1e6;
    private static final int STRACE_SECONDS = 2;

    private final Path results;

    Counts(Path results) {
        this.results = results;
    }

    /** System calls; the server is warm. */
    Map<Quantity, Double> systemCalls(Contender contender, PinnedServer server, Load load)
            throws IOException, InterruptedException {
        Path output = results.resolve(contender.name() + "-" + load.workload().label() + "-strace.txt");
        long[] requests = {0};
        long calls = SystemCalls.STRACE.during(
                server.pid(),
                output,
                () -> requests[0] = Wrk.run(server.port(), load.script(), load.connections(), STRACE_SECONDS)
                        .requests());
        Map<Quantity, Double> counts = new EnumMap<>(Quantity.class);
        if (requests[0] > 0) {
            counts.put(Quantity.SYSTEM_CALLS, calls / (double) requests[0]);
        }
        return counts;
    }

    /** What a JVM allocates; the server is warm and was started to log its collections. */
    Map<Quantity, Double> allocation(PinnedServer server, Path log, Load load, int seconds)
            throws IOException, InterruptedException {
        GarbageCollection.State before = GarbageCollection.state(server.pid(), log);
        double requests = Wrk.run(server.port(), load.script(), load.connections(), seconds)
                .requests();
        GarbageCollection.State after = GarbageCollection.state(server.pid(), log);
        Map<Quantity, Double> counts = new EnumMap<>(Quantity.class);
        if (requests > 0) {
            counts.put(Quantity.ALLOCATED, after.allocatedSince(before) / requests);
            counts.put(Quantity.COLLECTIONS, MILLION * (after.collections() - before.collections()) / requests);
            counts.put(Quantity.PAUSES, MILLION * (after.pauseMillis() - before.pauseMillis()) / requests);
        }
        return counts;
    }
}
