package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.CoreDistance;
import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.CpuTime;
import dev.interlock.benchmarks.process.StartedServer;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.benchmarks.results.Series.Sample;
import dev.interlock.benchmarks.servers.Contenders.Contender;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * Runs rounds in which all servers take turns under each workload. Each round has new processes, because JIT-compiled
 * code differs between processes. Only the measured server runs. The others are stopped. A different server begins
 * each round.
 */
final class Rounds {
    static final String FIRST_TARGET = "/plaintext";

    private static final long SETTLE_MILLIS = 1_000;
    /**
     * Total seconds until the fixed-rate load is compiled. In trials, there were no more stalls after three seconds.
     */
    private static final int REHEARSAL_SECONDS = 5;
    /**
     * Warm-up before requests at a fixed rate count. A server takes other branches at a fixed rate than under maximum
     * load. If the JIT compiler has left out these branches, it needs thousands of requests to compile the code again.
     */
    private static final int WARM_UP_SECONDS = 2;

    private static final double NANOS_PER_MICRO = 1e3;

    private final Settings settings;
    private final Cores cores;
    private final Map<Workload, Load> loads;
    private final Results results;
    private final Progress progress;
    private final CoreDistance distance;
    private final Map<Key, Histogram> latencies = new LinkedHashMap<>();

    Rounds(Settings settings, Cores cores, Map<Workload, Load> loads, Results results, Progress progress) {
        this.settings = settings;
        this.cores = cores;
        this.loads = loads;
        this.results = results;
        this.progress = progress;
        distance = new CoreDistance(cores);
    }

    private record Key(String contender, Workload workload, Pace.Level level) {}

    /** A contender whose process runs, or is stopped until its turn. */
    private static final class Running {
        private final Contender contender;
        private StartedServer server;
        private boolean closesConnections = true;

        Running(Contender contender, StartedServer server) {
            this.contender = contender;
            this.server = server;
        }

        String name() {
            return contender.name();
        }
    }

    /** A measurement of one server. Returns a summary for the terminal. */
    private interface Step {
        String take() throws IOException, InterruptedException;
    }

    /** Returns the number of steps of a run. */
    static int steps(Settings settings, int servers) {
        long paced = settings.workloads().stream().filter(Workload::isPaced).count();
        long each = 1 + settings.workloads().size() + Pace.Level.values().length * paced;
        return (int) (servers * (settings.rounds() * each + paced));
    }

    /**
     * Runs one round.
     * @param round number of the round, from 1
     */
    void run(int round, List<Contender> contenders) throws InterruptedException {
        List<Running> running = new ArrayList<>();
        try {
            List<Contender> rotated = new ArrayList<>(contenders);
            Collections.rotate(rotated, round);
            for (Contender contender : rotated) {
                attempt(contender, "", title(round, "start"), () -> begin(contender, round, running));
            }
            int turn = round;
            for (Workload workload : settings.workloads()) {
                Collections.rotate(running, turn++);
                for (Running one : List.copyOf(running)) {
                    measure(
                            one,
                            workload,
                            title(round, workload.label()),
                            running,
                            () -> closedLoop(one, workload, round));
                }
                openLoops(workload, round, running);
            }
        } finally {
            running.forEach(this::close);
        }
        addCurves();
    }

    private static String title(int round, String what) {
        return "round " + round + ", " + what;
    }

    /** Runs a step and returns whether it succeeded. If a server fails, the other servers are not affected. */
    private boolean attempt(Contender contender, String scenario, String what, Step step) throws InterruptedException {
        try {
            progress.step("%s, %s: %s", what, contender.name(), step.take());
            return true;
        } catch (IOException | RuntimeException e) {
            results.fail(contender.name(), scenario, e);
            progress.step("%s, %s: %s", what, contender.name(), "failed: " + e.getMessage());
            return false;
        }
    }

    /** Measures a server alone. If the step fails, tries to start the server again for the next steps. */
    private void measure(Running one, Workload workload, String what, List<Running> running, Step step)
            throws InterruptedException {
        if (workload.closesConnections() && !one.closesConnections) {
            progress.step("%s, %s: left out, as it keeps connections", what, one.name());
        } else if (!attempt(one.contender, workload.label(), what, () -> alone(one, step))) {
            close(one);
            running.remove(one);
            attempt(one.contender, "", what + ", new start", () -> {
                one.server = start(one.contender);
                return join(one, running, () -> {
                    warmUp(one);
                    return "runs again";
                });
            });
        }
    }

    /** Lets a server run only during a step. */
    private static String alone(Running one, Step step) throws IOException, InterruptedException {
        one.server.resume();
        String outcome = step.take();
        one.server.pause();
        return outcome;
    }

    private void close(Running one) {
        try {
            one.server.close();
        } catch (IOException e) {
            // The server did not fail under load.
            System.out.println(one.name() + ": " + e.getMessage());
        }
    }

    private StartedServer start(Contender contender) throws IOException, InterruptedException {
        Path log = settings.directory().resolve(contender.name() + "-log.txt");
        return StartedServer.of(Cores.pinned(cores.server(), contender.command()), Map.of(), FIRST_TARGET, log);
    }

    private String begin(Contender contender, int round, List<Running> running)
            throws IOException, InterruptedException {
        Running one = new Running(contender, start(contender));
        return join(one, running, () -> {
            Thread.sleep(SETTLE_MILLIS);
            results.add("", one.name(), Quantities.START, round, one.server.millis());
            results.add("", one.name(), Quantities.IDLE, round, one.server.residentMebibytes());
            seeWhetherItCloses(one);
            warmUp(one);
            return String.format(Locale.ROOT, "answered after %.0f ms", one.server.millis());
        });
    }

    private void seeWhetherItCloses(Running one) throws IOException {
        if (settings.workloads().contains(Workload.CONNECT)) {
            Exchange request = load(Workload.CONNECT).exchanges().get(0);
            one.closesConnections = Closing.isObeyed(one.server.port(), request, Closing.PATIENCE_MILLIS);
            if (!one.closesConnections) {
                String why = "it does not close connections on request";
                results.failures().add(new Results.Failure(one.name(), Workload.CONNECT.label(), why));
            }
        }
    }

    /**
     * Adds a server to the running servers after a step has warmed it up and paused it. If the step fails, ends the
     * server, because it would keep running.
     */
    private String join(Running one, List<Running> running, Step step) throws IOException, InterruptedException {
        boolean joined = false;
        try {
            String outcome = step.take();
            running.add(one);
            joined = true;
            return outcome;
        } finally {
            if (!joined) {
                close(one);
            }
        }
    }

    private void warmUp(Running one) throws IOException, InterruptedException {
        Wrk.run(one.server.port(), load(Workload.MIX), settings.warmUpSeconds());
        one.server.pause();
    }

    private Load load(Workload workload) {
        return Objects.requireNonNull(loads.get(workload));
    }

    /** Sends as many requests as the server answers. */
    private String closedLoop(Running one, Workload workload, int round) throws IOException, InterruptedException {
        Load load = load(workload);
        Wrk.run(one.server.port(), load, settings.workloadWarmUpSeconds());
        double before = distance.nanoseconds();
        CpuTime start = one.server.cpuTime();
        Wrk.Result result = Wrk.run(one.server.port(), load, settings.seconds());
        CpuTime spent = one.server.cpuTime().since(start);
        double cores = Math.max(before, distance.nanoseconds());
        if (workload.isPaced()) {
            Pace.requireFloor(result.requestsPerSecond());
        }
        Map<Quantity, Double> values = new LinkedHashMap<>();
        values.put(Quantities.CPU, 1e6 * spent.total() / result.requests());
        values.put(Quantities.USER, 1e6 * spent.user() / result.requests());
        values.put(Quantities.SYSTEM, 1e6 * spent.system() / result.requests());
        values.put(Quantities.THROUGHPUT, result.requestsPerSecond());
        values.put(Quantities.CLOSED_P50, (double) result.p50());
        values.put(Quantities.CLOSED_P99, (double) result.p99());
        values.put(Quantities.ERRORS, (double) result.errors());
        values.put(Quantities.LOADED, one.server.residentMebibytes());
        add(one, workload, round, cores, values);
        if (result.errors() > 0) {
            String why = result.errors() + " requests had no correct response";
            results.failures().add(new Results.Failure(one.name(), workload.label(), why));
        }
        return String.format(
                Locale.ROOT,
                "%,.0f requests/s, %.2f us CPU, %d errors",
                result.requestsPerSecond(),
                1e6 * spent.total() / result.requests(),
                result.errors());
    }

    private void add(Running one, Workload workload, int round, double cores, Map<Quantity, Double> values) {
        values.forEach((quantity, value) ->
                results.add(workload.label(), one.name(), quantity, new Sample(round, value, cores)));
    }

    private void openLoops(Workload workload, int round, List<Running> running) throws InterruptedException {
        double peak = Pace.slowestPeak(results, workload);
        if (!workload.isPaced() || peak == 0) {
            return;
        }
        if (round == 1) {
            rehearse(workload, Pace.Level.HALF.of(peak), running);
        }
        for (Pace.Level level : Pace.Level.values()) {
            Pace pace = level.of(peak);
            String what = String.format(Locale.ROOT, "%s at %,.0f requests/s", workload.label(), pace.rate());
            for (Running one : List.copyOf(running)) {
                measure(one, workload, title(round, what), running, () -> openLoop(one, workload, pace, round));
            }
        }
    }

    /**
     * Sends requests at a fixed rate to all servers before the first measurement at a fixed rate. This compiles the
     * load's code. Otherwise, the compilation would count against the first server.
     */
    private void rehearse(Workload workload, Pace pace, List<Running> running) throws InterruptedException {
        int seconds = rehearsalSeconds(running.size());
        for (Running one : List.copyOf(running)) {
            measure(one, workload, title(1, workload.label() + ", rehearsal"), running, () -> {
                try (OpenLoop loop = open(one, workload)) {
                    loop.run(pace.rate(), seconds);
                }
                return "done";
            });
        }
    }

    /** Returns the rehearsal seconds for each server, so that the total is sufficient. */
    static int rehearsalSeconds(int servers) {
        return Math.max(1, (REHEARSAL_SECONDS + servers - 1) / servers);
    }

    private OpenLoop open(Running one, Workload workload) throws IOException {
        Load load = load(workload);
        return new OpenLoop(one.server.port(), load.exchanges(), load.connections(), workload.closesConnections());
    }

    /** Sends requests at a fixed rate. */
    private String openLoop(Running one, Workload workload, Pace pace, int round)
            throws IOException, InterruptedException {
        Pace.Level level = pace.level();
        try (OpenLoop loop = open(one, workload)) {
            loop.run(pace.rate(), WARM_UP_SECONDS);
            double before = distance.nanoseconds();
            OpenLoop.Result result = loop.run(pace.rate(), settings.seconds());
            double cores = Math.max(before, distance.nanoseconds());
            latencies
                    .computeIfAbsent(new Key(one.name(), workload, level), key -> OpenLoop.histogram())
                    .add(result.latency());
            Map<Quantity, Double> values = new LinkedHashMap<>();
            values.put(level.rate(), pace.rate());
            values.put(level.p50(), micros(result.latency(), 50));
            values.put(level.p99(), micros(result.latency(), 99));
            values.put(level.p999(), micros(result.latency(), 99.9));
            values.put(level.lag(), micros(result.lag(), 99));
            add(one, workload, round, cores, values);
            return String.format(Locale.ROOT, "P99 %,.0f us", micros(result.latency(), 99));
        }
    }

    private static double micros(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / NANOS_PER_MICRO;
    }

    /** Adds the distributions over all rounds. */
    private void addCurves() {
        results.curves().clear();
        latencies.forEach((key, histogram) -> results.curves()
                .add(new Results.Curve(
                        key.workload.label(),
                        key.contender,
                        key.level.latency(),
                        Results.Curve.percentiles().stream()
                                .map(percentile -> micros(histogram, percentile))
                                .toList())));
    }
}
