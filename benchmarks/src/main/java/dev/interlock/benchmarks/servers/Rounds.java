package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.load.OpenLoop;
import dev.interlock.benchmarks.process.CoreDistance;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Runs rounds in which all servers take turns under each workload. Each round starts new processes, because
 * JIT-compiled code differs between processes. While one server is measured, the processes of the others are stopped. A
 * different server begins each round. HTTP/2 and TLS are measured in processes of their own, after HTTP/1.1.
 */
final class Rounds {
    private static final long SETTLE_MILLIS = 1_000;
    /**
     * Number of seconds in which the JVM compiles the code of the fixed-rate load. In trials, the load had no more
     * stalls after three seconds.
     */
    private static final int REHEARSAL_SECONDS = 5;
    /**
     * Warm-up at the fixed rate. Its requests do not count. At a fixed rate, a server takes other branches than under
     * maximum load. If the JIT compiler has omitted these branches, it needs thousands of requests to compile the code
     * again.
     */
    private static final int WARM_UP_SECONDS = 2;

    private static final double NANOS_PER_MICRO = 1e3;

    private final Bench bench;
    private final Progress progress;
    private final CoreDistance distance;
    /** Servers that take part in the current part of a round. */
    private final List<Running> running = new ArrayList<>();

    private final Map<Key, Histogram> latencies = new LinkedHashMap<>();

    Rounds(Bench bench, Progress progress) {
        this.bench = bench;
        this.progress = progress;
        distance = new CoreDistance(bench.cores());
    }

    private record Key(String contender, Workload workload, Pace.Level level) {}

    /** A server that takes part in the current round. Its process runs, or is stopped until the turn of the server. */
    private static final class Running {
        private final Contender contender;
        private final Ports ports;
        private @Nullable StartedServer server;
        private boolean closesConnections = true;

        Running(Contender contender, Ports ports) {
            this.contender = contender;
            this.ports = ports;
        }

        StartedServer server() {
            return Objects.requireNonNull(server);
        }

        void close() {
            try {
                if (server != null) {
                    server.close();
                }
            } catch (IOException e) {
                // A failure here is only printed. The server did not fail under load.
                System.out.println(contender.name() + ": " + e.getMessage());
            }
        }
    }

    /** A measurement of one server. Returns a summary for the terminal. */
    private interface Step {
        String take() throws IOException, InterruptedException;
    }

    /** Adds samples of one server that were taken at one distance of the cores. */
    private record Samples(Results results, Workload workload, Running one, int round, double coreDistance) {
        Samples add(String quantity, double value) {
            Results.Sample sample = new Results.Sample(round, value, coreDistance);
            results.add(workload.label(), one.contender.name(), quantity, sample);
            return this;
        }
    }

    /** Returns the number of steps of the whole run, for the progress display. */
    static int steps(Settings settings, List<Contender> contenders) {
        long steps = 0;
        for (Ports ports : Ports.values()) {
            List<Workload> workloads = settings.workloads(ports);
            long servers = contenders.stream().filter(ports::canBeOf).count();
            long paced = workloads.stream().filter(Workload::isPaced).count();
            long each = workloads.size() + Pace.Level.values().length * paced;
            steps += workloads.isEmpty() ? 0 : servers * (settings.rounds() * (1 + each) + paced);
        }
        return (int) steps;
    }

    /**
     * Runs one round.
     * @param round number of the round, from 1
     */
    void run(int round, List<Contender> contenders) throws InterruptedException {
        for (Ports ports : Ports.values()) {
            List<Workload> workloads = bench.settings().workloads(ports);
            if (!workloads.isEmpty()) {
                contenders.stream()
                        .filter(ports::canBeOf)
                        .forEach(contender -> running.add(new Running(contender, ports)));
                measure(round, workloads);
            }
        }
        addCurves();
    }

    private void measure(int round, List<Workload> workloads) throws InterruptedException {
        try {
            Collections.rotate(running, round);
            for (Running one : List.copyOf(running)) {
                start(one, round, "start");
            }
            int turn = round;
            for (Workload workload : workloads) {
                Collections.rotate(running, turn++);
                for (Running one : List.copyOf(running)) {
                    measure(one, workload, round, workload.label(), () -> closedLoop(one, workload, round));
                }
                openLoops(workload, round);
            }
        } finally {
            running.forEach(Running::close);
            running.clear();
        }
    }

    /** Starts a server, and stops its process until its turn. If the start fails, the server leaves the round. */
    private void start(Running one, int round, String what) throws InterruptedException {
        Step start = () -> {
            StartedServer server = bench.start(one.contender, one.contender.command(), Map.of(), one.ports);
            one.server = server;
            Thread.sleep(SETTLE_MILLIS);
            if (one.ports == Ports.PLAIN) {
                bench.results().add("", one.contender.name(), "start", round, server.millis());
                bench.results().add("", one.contender.name(), "idle memory", round, server.residentMebibytes());
            }
            if (one.ports == Ports.PLAIN
                    && bench.settings().workloads().contains(Workload.CONNECT)
                    && !bench.closesConnections(server)) {
                one.closesConnections = false;
                String why = "it does not close connections on request";
                bench.results().fail(one.contender.name(), Workload.CONNECT.label(), why);
            }
            bench.warmUp(server);
            server.pause();
            return String.format(Locale.ROOT, "answered after %.0f ms", server.millis());
        };
        if (!attempt(one, "", round, what, start)) {
            running.remove(one);
        }
    }

    /** Runs a step and returns whether it succeeded. A failure of one server does not affect the others. */
    private boolean attempt(Running one, String scenario, int round, String what, Step step)
            throws InterruptedException {
        String outcome = "";
        try {
            outcome = step.take();
            return true;
        } catch (IOException | RuntimeException e) {
            one.close();
            bench.results().fail(one.contender.name(), scenario, e.toString());
            outcome = "failed: " + e.getMessage();
            return false;
        } finally {
            progress.step("round %d, %s, %s: %s", round, what, one.contender.name(), outcome);
        }
    }

    /**
     * Measures a server while all others are stopped. If the step fails, tries to start the server again for the next
     * steps.
     */
    private void measure(Running one, Workload workload, int round, String what, Step step)
            throws InterruptedException {
        Step alone = () -> {
            if (workload.closesConnections() && !one.closesConnections) {
                return "left out, as it keeps connections";
            }
            one.server().resume();
            String outcome = step.take();
            one.server().pause();
            return outcome;
        };
        if (!attempt(one, workload.label(), round, what, alone)) {
            start(one, round, what + ", new start");
        }
    }

    /** Measures a server that receives as many requests as it can answer. Returns a summary. */
    private String closedLoop(Running one, Workload workload, int round) throws IOException, InterruptedException {
        bench.warmUp(one.server(), workload);
        double before = distance.nanoseconds();
        CpuTime start = one.server().cpuTime();
        Throughput result = bench.send(one.server(), workload, bench.settings().seconds());
        CpuTime spent = one.server().cpuTime().since(start);
        double after = distance.nanoseconds();
        if (workload.isPaced()) {
            Pace.requireFloor(workload, result.requestsPerSecond());
        }
        double cpu = 1e6 * spent.total() / result.requests();
        Samples samples = new Samples(bench.results(), workload, one, round, Math.max(before, after))
                .add("cpu", cpu)
                .add("user cpu", 1e6 * spent.user() / result.requests())
                .add("system cpu", 1e6 * spent.system() / result.requests())
                .add("throughput", result.requestsPerSecond())
                .add("errors", (double) result.errors())
                .add("memory after load", one.server().residentMebibytes());
        result.p50().ifPresent(p50 -> samples.add("closed loop p50", p50));
        result.p99().ifPresent(p99 -> samples.add("closed loop p99", p99));
        if (result.errors() > 0) {
            String why = result.errors() + " requests had no correct response";
            bench.results().fail(one.contender.name(), workload.label(), why);
        }
        return String.format(
                Locale.ROOT,
                "%,.0f requests/s, %.2f us CPU, %d errors",
                result.requestsPerSecond(),
                cpu,
                result.errors());
    }

    private void openLoops(Workload workload, int round) throws InterruptedException {
        double peak = Pace.slowestPeak(bench.results(), workload);
        if (!workload.isPaced() || peak == 0) {
            return;
        }
        if (round == 1) {
            rehearse(workload, Pace.Level.HALF.of(peak));
        }
        for (Pace.Level level : Pace.Level.values()) {
            Pace pace = level.of(peak);
            String what = String.format(Locale.ROOT, "%s at %,.0f requests/s", workload.label(), pace.rate());
            for (Running one : List.copyOf(running)) {
                measure(one, workload, round, what, () -> openLoop(one, workload, pace, round));
            }
        }
    }

    /**
     * Sends requests at a fixed rate to all servers, before the first measurement at a fixed rate. In this time, the
     * JVM compiles the code of the load. Without this rehearsal, only the first server would have slow results.
     */
    private void rehearse(Workload workload, Pace pace) throws InterruptedException {
        int seconds = rehearsalSeconds(running.size());
        for (Running one : List.copyOf(running)) {
            measure(one, workload, 1, workload.label() + ", rehearsal", () -> {
                try (OpenLoop loop = bench.open(one.server(), workload)) {
                    loop.run(pace.rate(), seconds);
                }
                return "done";
            });
        }
    }

    /** Returns the seconds of rehearsal for each server. Together they are at least {@link #REHEARSAL_SECONDS}. */
    static int rehearsalSeconds(int servers) {
        return Math.max(1, (REHEARSAL_SECONDS + servers - 1) / servers);
    }

    /** Measures a server that receives requests at a fixed rate. Returns a summary. */
    private String openLoop(Running one, Workload workload, Pace pace, int round)
            throws IOException, InterruptedException {
        Pace.Level level = pace.level();
        try (OpenLoop loop = bench.open(one.server(), workload)) {
            loop.run(pace.rate(), WARM_UP_SECONDS);
            double before = distance.nanoseconds();
            OpenLoop.Result result = loop.run(pace.rate(), bench.settings().seconds());
            double after = distance.nanoseconds();
            latencies
                    .computeIfAbsent(new Key(one.contender.name(), workload, level), key -> OpenLoop.histogram())
                    .add(result.latency());
            double p99 = micros(result.latency(), 99);
            new Samples(bench.results(), workload, one, round, Math.max(before, after))
                    .add(level.at("rate"), pace.rate())
                    .add(level.at("p50"), micros(result.latency(), 50))
                    .add(level.at("p99"), p99)
                    .add(level.at("p99.9"), micros(result.latency(), 99.9))
                    .add(level.at("lag"), micros(result.lag(), 99));
            return String.format(Locale.ROOT, "P99 %,.0f us", p99);
        }
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Adds the latency curves, each over the requests of all rounds. */
    private void addCurves() {
        List<Results.Curve> curves = bench.results().curves();
        curves.clear();
        latencies.forEach((key, histogram) -> {
            List<Double> values = Results.Curve.percentiles().stream()
                    .map(percentile -> micros(histogram, percentile))
                    .toList();
            curves.add(new Results.Curve(key.workload.label(), key.contender, key.level.at("latency"), values));
        });
    }
}
