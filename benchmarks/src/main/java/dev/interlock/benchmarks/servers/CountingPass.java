package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.report.Progress;
import dev.interlock.benchmarks.server.SystemCalls;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** System calls, allocation and pauses of each server, in processes apart from those whose time is measured. */
final class CountingPass {
    private static final String FIRST_TARGET = "/plaintext";
    private static final String WHAT = "system calls, allocation and pauses";

    private final Options options;
    private final Cores cores;
    private final Loads loads;
    private final Readings readings;
    private final Progress progress;
    private final Schedule schedule;
    private final Counts counts;
    private final Map<SystemCalls, Quantity> tools = new EnumMap<>(SystemCalls.class);

    CountingPass(Options options, Cores cores, Loads loads, Readings readings, Progress progress)
            throws IOException, InterruptedException {
        this.options = options;
        this.cores = cores;
        this.loads = loads;
        this.readings = readings;
        this.progress = progress;
        schedule = new Schedule(options);
        counts = new Counts(options.results());
        if (SystemCalls.STRACE.isAvailable()) {
            tools.put(SystemCalls.STRACE, Quantity.SYSTEM_CALLS);
        }
        if (SystemCalls.PERF.isAvailable()) {
            tools.put(SystemCalls.PERF, Quantity.SYSTEM_CALLS_PERF);
        }
    }

    /** A workload that the server fails under keeps none of the others from being counted. */
    void run(Contender contender) throws InterruptedException {
        Deque<Workload> left = new ArrayDeque<>(options.workloads());
        double start = schedule.start();
        while (!left.isEmpty()) {
            int before = left.size();
            try (PinnedServer server = start(contender)) {
                warmUp(server, loads.get(Workload.MIX), options.warmUpSeconds());
                progress.step(start, "%s, %s: is warm", WHAT, contender.name());
                // Only the first of its starts is expected.
                start = 0;
                countUntilItFails(contender, server, left);
            } catch (IOException | RuntimeException e) {
                fail(contender, WHAT, e);
                if (left.size() == before) {
                    progress.step(left.stream().mapToDouble(schedule::counting).sum(), "%s: failed", contender.name());
                    return;
                }
            }
        }
    }

    private PinnedServer start(Contender contender) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(contender.command());
        if (contender.isJava()) {
            command.add(1, GarbageCollection.option(collections(contender)));
        }
        Map<String, String> environment =
                contender.isGo() ? Map.of(Pauses.VARIABLE_OF_GO, Pauses.VALUE_OF_GO) : Map.of();
        return PinnedServer.start(cores.server(), command, environment, FIRST_TARGET, output(contender));
    }

    /** What the server prints. */
    private Path output(Contender contender) {
        return options.results().resolve(contender.name() + "-log.txt");
    }

    /** What a JVM says of its collections. */
    private Path collections(Contender contender) {
        return options.results().resolve(contender.name() + "-gc.txt");
    }

    private void countUntilItFails(Contender contender, PinnedServer server, Deque<Workload> left)
            throws InterruptedException {
        String outcome = "done";
        while (!left.isEmpty() && outcome.equals("done")) {
            Workload workload = left.remove();
            String what = WHAT + ", " + workload.label();
            try {
                count(contender, server, loads.get(workload));
            } catch (IOException | RuntimeException e) {
                outcome = "failed: " + e.getMessage();
                fail(contender, what, e);
            }
            progress.step(schedule.counting(workload), "%s, %s: %s", what, contender.name(), outcome);
        }
    }

    private void fail(Contender contender, String what, Exception why) {
        readings.add(new Failure(contender.name(), Failure.NONE, what, Failure.words(why)));
    }

    private static void warmUp(PinnedServer server, Load load, int seconds) throws IOException, InterruptedException {
        Wrk.run(
                server.port(),
                load.script(),
                load.connections(),
                load.workload().seconds(seconds));
    }

    private void count(Contender contender, PinnedServer server, Load load) throws IOException, InterruptedException {
        if (load.workload().closesConnections()
                && !Closing.isObeyed(server.port(), load.exchanges().get(0), Closing.PATIENCE_MILLIS)) {
            // The rounds have said so.
            return;
        }
        warmUp(server, load, options.workloadWarmUpSeconds());
        if (contender.isJava()) {
            add(contender, load, counts.allocation(server, collections(contender), load, options.seconds()));
        } else if (contender.isGo()) {
            add(contender, load, counts.pausesOfGo(server, output(contender), load, options.seconds()));
        }
        // perf comes first: what strace slowed down needs some time to be as it was.
        for (SystemCalls tool : List.of(SystemCalls.PERF, SystemCalls.STRACE)) {
            Quantity quantity = tools.get(tool);
            if (quantity != null && load.workload().isCountedBy(tool)) {
                add(contender, load, Map.of(quantity, counts.systemCalls(tool, contender, server, load)));
            }
        }
    }

    private void add(Contender contender, Load load, Map<Quantity, Double> values) {
        values.forEach((quantity, value) -> readings.add(
                new Readings.Reading(contender.name(), load.workload().label(), quantity, 1, value, 0, 0)));
    }
}
