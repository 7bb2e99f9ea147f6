package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.server.SystemCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** System calls, allocation and pauses of each server, in processes apart from those whose time is measured. */
final class CountingPass {
    private static final String FIRST_TARGET = "/plaintext";
    /** How long each tool counts, and what it takes to begin and to end. */
    private static final int SECONDS_OF_TOOLS = 8;

    private static final String WHAT = "system calls, allocation and pauses";

    private final Options options;
    private final Cores cores;
    private final Loads loads;
    private final Readings readings;
    private final Progress progress;
    private final Counts counts;
    private final Map<SystemCalls, Quantity> tools = new EnumMap<>(SystemCalls.class);

    CountingPass(Options options, Cores cores, Loads loads, Readings readings, Progress progress)
            throws IOException, InterruptedException {
        this.options = options;
        this.cores = cores;
        this.loads = loads;
        this.readings = readings;
        this.progress = progress;
        counts = new Counts(options.results());
        if (SystemCalls.STRACE.isAvailable()) {
            tools.put(SystemCalls.STRACE, Quantity.SYSTEM_CALLS);
        }
        if (SystemCalls.PERF.isAvailable()) {
            tools.put(SystemCalls.PERF, Quantity.SYSTEM_CALLS_PERF);
        }
    }

    /** Seconds that the pass takes for one server. */
    static double expectedSeconds(Options options) {
        long workloads =
                options.workloads().stream().filter(Workload::isCounted).count();
        return options.warmUpSeconds()
                + workloads * (options.workloadWarmUpSeconds() + options.seconds() + SECONDS_OF_TOOLS);
    }

    void run(Contender contender) throws InterruptedException {
        String outcome = "done";
        try {
            measure(contender);
        } catch (IOException | RuntimeException e) {
            outcome = "failed: " + e.getMessage();
            readings.add(new Failure(contender.name(), Failure.NONE, WHAT, Failure.words(e)));
        }
        progress.step(expectedSeconds(options), "%s, %s: %s", WHAT, contender.name(), outcome);
    }

    private void measure(Contender contender) throws IOException, InterruptedException {
        Path log = options.results().resolve(contender.name() + "-gc.txt");
        List<String> command = new ArrayList<>(contender.command());
        if (contender.isJava()) {
            command.add(1, GarbageCollection.option(log));
        }
        Path output = options.results().resolve(contender.name() + "-log.txt");
        Map<String, String> environment =
                contender.isGo() ? Map.of(Pauses.VARIABLE_OF_GO, Pauses.VALUE_OF_GO) : Map.of();
        try (PinnedServer server = PinnedServer.start(cores.server(), command, environment, FIRST_TARGET, output)) {
            warmUp(server, loads.get(Workload.MIX), options.warmUpSeconds());
            for (Workload workload : options.workloads()) {
                if (workload.isCounted()) {
                    count(contender, server, contender.isGo() ? output : log, loads.get(workload));
                }
            }
        }
    }

    private static void warmUp(PinnedServer server, Load load, int seconds) throws IOException, InterruptedException {
        Wrk.run(server.port(), load.script(), load.connections(), seconds);
    }

    private void count(Contender contender, PinnedServer server, Path log, Load load)
            throws IOException, InterruptedException {
        warmUp(server, load, options.workloadWarmUpSeconds());
        if (contender.isJava()) {
            add(contender, load, counts.allocation(server, log, load, options.seconds()));
        } else if (contender.isGo()) {
            add(contender, load, counts.pausesOfGo(server, log, load, options.seconds()));
        }
        // perf comes first: what strace slowed down needs some time to be as it was.
        for (SystemCalls tool : List.of(SystemCalls.PERF, SystemCalls.STRACE)) {
            Quantity quantity = tools.get(tool);
            if (quantity != null) {
                add(contender, load, Map.of(quantity, counts.systemCalls(tool, contender, server, load)));
            }
        }
    }

    private void add(Contender contender, Load load, Map<Quantity, Double> values) {
        values.forEach((quantity, value) -> readings.add(
                new Readings.Reading(contender.name(), load.workload().label(), quantity, 1, value, 0, 0)));
    }
}
