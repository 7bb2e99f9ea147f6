package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.Heap;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.servers.Contenders.Contender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Counts system calls, allocation and pauses of each server. The counting uses other processes than the time
 * measurements.
 */
final class CountingPass {
    private static final double MILLION = 1e6;
    /** Seconds during which system calls are counted. */
    private static final int SECONDS = 2;

    private final Settings settings;
    private final Cores cores;
    private final Map<Workload, Load> loads;
    private final Results results;
    private final Progress progress;
    private final List<SystemCalls> tools = new ArrayList<>();

    CountingPass(Settings settings, Cores cores, Map<Workload, Load> loads, Results results, Progress progress)
            throws IOException, InterruptedException {
        this.settings = settings;
        this.cores = cores;
        this.loads = loads;
        this.results = results;
        this.progress = progress;
        // perf comes first, because a server takes some time to recover from strace.
        for (SystemCalls tool : List.of(SystemCalls.PERF, SystemCalls.STRACE)) {
            if (tool.isAvailable()) {
                tools.add(tool);
            }
        }
    }

    /** Counts under all workloads. If one workload fails, the others still run. */
    void run(Contender contender) throws InterruptedException {
        Deque<Workload> left = new ArrayDeque<>(settings.workloads());
        while (!left.isEmpty()) {
            int before = left.size();
            try (StartedServer server = start(contender)) {
                Wrk.run(server.port(), load(Workload.MIX), settings.warmUpSeconds());
                countUntilItFails(contender, server, left);
            } catch (IOException | RuntimeException e) {
                System.out.println(contender.name() + ": cannot be counted: " + e);
                if (left.size() == before) {
                    return;
                }
            }
        }
    }

    private Load load(Workload workload) {
        return Objects.requireNonNull(loads.get(workload));
    }

    private StartedServer start(Contender contender) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(contender.command());
        if (contender.isJava()) {
            command.add(1, Heap.option(file(contender, "gc")));
        }
        Map<String, String> environment = contender.isGo() ? Map.of("GODEBUG", "gctrace=1") : Map.of();
        List<String> pinned = Cores.pinned(cores.server(), command);
        return StartedServer.of(pinned, environment, Rounds.FIRST_TARGET, file(contender, "log"));
    }

    private Path file(Contender contender, String what) {
        return settings.directory().resolve(contender.name() + "-" + what + ".txt");
    }

    private void countUntilItFails(Contender contender, StartedServer server, Deque<Workload> left)
            throws InterruptedException {
        boolean fails = false;
        while (!left.isEmpty() && !fails) {
            Workload workload = left.remove();
            String outcome = "done";
            try {
                count(contender, server, load(workload));
            } catch (IOException | RuntimeException e) {
                fails = true;
                outcome = "failed: " + e.getMessage();
            }
            progress.step("counts, %s, %s: %s", workload.label(), contender.name(), outcome);
        }
    }

    private void count(Contender contender, StartedServer server, Load load) throws IOException, InterruptedException {
        if (load.workload().closesConnections()
                && !Closing.isObeyed(server.port(), load.exchanges().get(0), Closing.PATIENCE_MILLIS)) {
            // The rounds have already reported this failure.
            return;
        }
        Wrk.run(server.port(), load, settings.workloadWarmUpSeconds());
        if (contender.isJava()) {
            countAllocation(contender, server, load);
        } else if (contender.isGo()) {
            Heap.Pauses before = Heap.Pauses.ofGo(Files.readString(file(contender, "log")));
            double requests = requests(server, load, settings.seconds());
            Heap.Pauses all = Heap.Pauses.ofGo(Files.readString(file(contender, "log")));
            add(contender, load, all.since(before), requests);
        }
        for (SystemCalls tool : tools) {
            if (load.workload().isCountedBy(tool)) {
                countCalls(tool, contender, server, load);
            }
        }
    }

    private static double requests(StartedServer server, Load load, int seconds)
            throws IOException, InterruptedException {
        return Wrk.run(server.port(), load, seconds).requests();
    }

    /** Measures a JVM's allocation. Subtracts the allocation of a heap query. */
    private void countAllocation(Contender contender, StartedServer server, Load load)
            throws IOException, InterruptedException {
        Path log = file(contender, "gc");
        Heap earlier = Heap.of(server.pid(), log);
        Heap before = Heap.of(server.pid(), log);
        long asking = before.allocatedSince(earlier);
        double requests = requests(server, load, settings.seconds());
        Heap after = Heap.of(server.pid(), log);
        add(contender, load, Quantities.ALLOCATED, Math.max(0, after.allocatedSince(before) - asking) / requests);
        add(contender, load, after.pauses().since(before.pauses()), requests);
    }

    private void add(Contender contender, Load load, Heap.Pauses pauses, double requests) {
        add(contender, load, Quantities.COLLECTIONS, MILLION * pauses.millis().size() / requests);
        add(contender, load, Quantities.PAUSES, MILLION * pauses.total() / requests);
        add(contender, load, Quantities.LONGEST_PAUSE, pauses.longest());
    }

    private void countCalls(SystemCalls tool, Contender contender, StartedServer server, Load load)
            throws IOException, InterruptedException {
        double[] requests = {0};
        Path output = file(contender, load.workload().label() + "-" + tool.label());
        long calls = tool.during(server.pid(), output, () -> requests[0] = requests(server, load, SECONDS));
        Quantity quantity = tool == SystemCalls.PERF ? Quantities.SYSTEM_CALLS_PERF : Quantities.SYSTEM_CALLS;
        add(contender, load, quantity, calls / requests[0]);
    }

    private void add(Contender contender, Load load, Quantity quantity, double value) {
        results.add(load.workload().label(), contender.name(), quantity, 1, value);
    }
}
