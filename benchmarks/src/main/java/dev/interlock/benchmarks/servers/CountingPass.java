package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Heap;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.process.SystemCalls;
import dev.interlock.benchmarks.results.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;

/**
 * Counts system calls, allocation and pauses of each server. Starts processes of its own for this, so that counting
 * does not affect the measured times.
 */
final class CountingPass {
    private static final double MILLION = 1e6;
    /** Seconds during which system calls are counted. */
    private static final int SECONDS = 2;

    private final Bench bench;
    private final Progress progress;
    private final List<SystemCalls> tools = new ArrayList<>();

    CountingPass(Bench bench, Progress progress) throws IOException, InterruptedException {
        this.bench = bench;
        this.progress = progress;
        // perf comes first, because strace slows the server down, also for some time after it has detached.
        for (SystemCalls tool : List.of(SystemCalls.PERF, SystemCalls.STRACE)) {
            if (tool.isAvailable()) {
                tools.add(tool);
            }
        }
    }

    /** Counts under all workloads. If one workload fails, the server is started again for the other workloads. */
    void run(Contender contender) throws InterruptedException {
        for (Ports ports : Ports.values()) {
            if (ports.canBeOf(contender)) {
                run(contender, ports);
            }
        }
    }

    private void run(Contender contender, Ports ports) throws InterruptedException {
        List<String> command = new ArrayList<>(contender.command());
        if (contender.isJava()) {
            command.add(1, Heap.option(bench.file(contender, "gc")));
        }
        Map<String, String> environment = contender.isGo() ? Map.of("GODEBUG", "gctrace=1") : Map.of();
        Deque<Workload> left = new ArrayDeque<>(bench.settings().workloads(ports));
        boolean starts = true;
        while (starts && !left.isEmpty()) {
            starts = false;
            try (StartedServer server = bench.start(contender, command, environment, ports)) {
                bench.warmUp(server);
                starts = true;
                countUntilItFails(contender, server, left);
            } catch (IOException | RuntimeException e) {
                System.out.println(contender.name() + ": cannot be counted: " + e);
            }
        }
    }

    private void countUntilItFails(Contender contender, StartedServer server, Deque<Workload> left)
            throws InterruptedException {
        String outcome = "done";
        while (!left.isEmpty() && outcome.equals("done")) {
            Workload workload = left.remove();
            try {
                // Skips a server that keeps its connections open. The rounds have already reported this server.
                if (!workload.closesConnections() || bench.closesConnections(server)) {
                    count(contender, server, workload);
                }
            } catch (IOException | RuntimeException e) {
                outcome = "failed: " + e.getMessage();
            }
            progress.step("counts, %s, %s: %s", workload.label(), contender.name(), outcome);
        }
    }

    private void count(Contender contender, StartedServer server, Workload workload)
            throws IOException, InterruptedException {
        bench.warmUp(server, workload);
        if (contender.isJava()) {
            countAllocation(contender, server, workload);
        } else if (contender.isGo()) {
            Path log = bench.file(contender, "log");
            int before = Heap.pausesOfGo(Files.readString(log)).size();
            double requests = requests(server, workload, bench.settings().seconds());
            List<Double> all = Heap.pausesOfGo(Files.readString(log));
            addPauses(contender, workload, all.subList(before, all.size()), requests);
        }
        for (SystemCalls tool : tools) {
            if (workload.isCountedBy(tool)) {
                countCalls(tool, contender, server, workload);
            }
        }
    }

    private double requests(StartedServer server, Workload workload, int seconds)
            throws IOException, InterruptedException {
        return bench.send(server, workload, seconds).requests();
    }

    /** Measures the allocation of a JVM. The query of the heap allocates too, so its own allocation is subtracted. */
    private void countAllocation(Contender contender, StartedServer server, Workload workload)
            throws IOException, InterruptedException {
        Path log = bench.file(contender, "gc");
        Heap earlier = Heap.of(server.pid(), log);
        Heap before = Heap.of(server.pid(), log);
        double requests = requests(server, workload, bench.settings().seconds());
        Heap after = Heap.of(server.pid(), log);
        long allocated = after.allocatedSince(before) - before.allocatedSince(earlier);
        add(contender, workload, "allocated", Math.max(0, allocated) / requests);
        int count = after.pauses().size();
        addPauses(contender, workload, after.pauses().subList(before.pauses().size(), count), requests);
    }

    private void addPauses(Contender contender, Workload workload, List<Double> millis, double requests) {
        DoubleSummaryStatistics pauses =
                millis.stream().mapToDouble(Double::doubleValue).summaryStatistics();
        add(contender, workload, "number of GC pauses", MILLION * pauses.getCount() / requests);
        add(contender, workload, "GC pauses", MILLION * pauses.getSum() / requests);
        add(contender, workload, "longest GC pause", Math.max(0, pauses.getMax()));
    }

    private void countCalls(SystemCalls tool, Contender contender, StartedServer server, Workload workload)
            throws IOException, InterruptedException {
        double[] requests = {0};
        Path output = bench.file(contender, workload.label() + "-" + tool.label());
        long calls = tool.during(server.pid(), output, () -> requests[0] = requests(server, workload, SECONDS));
        String quantity = tool == SystemCalls.PERF ? "system calls by perf" : "system calls";
        add(contender, workload, quantity, calls / requests[0]);
    }

    private void add(Contender contender, Workload workload, String quantity, double value) {
        bench.results().add(workload.label(), contender.name(), quantity, 1, value);
    }
}
