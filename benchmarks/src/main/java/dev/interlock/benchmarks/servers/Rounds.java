package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.CoreDistance;
import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.process.ProcessMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Rounds in which all servers take turns under each workload. Each round has processes of its own, as what a JIT compiler
 * makes differs from process to process; only the one that is measured runs, the others are stopped. Who begins changes.
 */
final class Rounds {
    private static final String FIRST_TARGET = "/plaintext";
    private static final long SETTLE_MILLIS = 1_000;

    private final Options options;
    private final Cores cores;
    private final Loads loads;
    private final Readings readings;
    private final Latencies latencies;
    private final Progress progress;
    private final Meter meter;

    Rounds(Options options, Cores cores, Loads loads, Readings readings, Latencies latencies, Progress progress) {
        this.options = options;
        this.cores = cores;
        this.loads = loads;
        this.readings = readings;
        this.latencies = latencies;
        this.progress = progress;
        meter = new Meter(new CoreDistance(cores));
    }

    private record Running(Contender contender, PinnedServer server) {}

    /** Seconds that a round of so many servers takes. */
    static double expectedSeconds(Options options, int servers) {
        double each = options.warmUpSeconds();
        for (Workload workload : options.workloads()) {
            each += seconds(options, workload);
            each += workload.isPaced() ? Pace.Level.values().length * (1 + options.seconds()) : 0;
        }
        return each * servers;
    }

    private static int seconds(Options options, Workload workload) {
        return workload.seconds(options.workloadWarmUpSeconds()) + workload.seconds(options.seconds());
    }

    /** @param round from 1 */
    void run(int round, List<Contender> contenders) throws IOException, InterruptedException {
        List<Running> running = new ArrayList<>();
        try {
            for (Contender contender : rotated(contenders, round)) {
                running.add(start(contender, round));
            }
            int turn = round;
            for (Workload workload : options.workloads()) {
                Collections.rotate(running, turn++);
                closedLoops(workload, round, running);
                if (workload.isPaced()) {
                    openLoops(workload, round, running);
                }
            }
        } finally {
            for (Running one : running) {
                one.server.close();
            }
        }
    }

    private static List<Contender> rotated(List<Contender> contenders, int round) {
        List<Contender> rotated = new ArrayList<>(contenders);
        Collections.rotate(rotated, round);
        return rotated;
    }

    private Running start(Contender contender, int round) throws IOException, InterruptedException {
        Path log = options.results().resolve(contender.name() + "-log.txt");
        PinnedServer server = PinnedServer.start(cores.server(), contender.command(), FIRST_TARGET, log);
        Thread.sleep(SETTLE_MILLIS);
        add(contender, "", Quantity.START, round, server.startMillis());
        add(contender, "", Quantity.IDLE, round, ProcessMemory.mebibytes(ProcessMemory.of(server.pid()).resident()));
        Load mix = loads.get(Workload.MIX);
        Wrk.run(server.port(), mix.script(), mix.connections(), options.warmUpSeconds());
        server.pause();
        progress.step(
                options.warmUpSeconds(),
                "round %d: %s answered after %.0f ms",
                round,
                contender.name(),
                server.startMillis());
        return new Running(contender, server);
    }

    private void add(Contender contender, String workload, Quantity quantity, int round, double value) {
        readings.add(new Readings.Reading(contender.name(), workload, quantity, round, value, 0, 0));
    }

    private void closedLoops(Workload workload, int round, List<Running> running)
            throws IOException, InterruptedException {
        Load load = loads.get(workload);
        for (Running one : running) {
            one.server.resume();
            int warmUp = workload.seconds(options.workloadWarmUpSeconds());
            Wrk.run(one.server.port(), load.script(), load.connections(), warmUp);
            Meter.Measured measured = meter.closedLoop(one.server, load, workload.seconds(options.seconds()));
            one.server.pause();
            add(one.contender, workload, round, measured);
            progress.step(
                    seconds(options, workload),
                    "round %d: %s, %s: %.0f requests/s, %.2f us CPU",
                    round,
                    workload.label(),
                    one.contender.name(),
                    measured.get(Quantity.THROUGHPUT),
                    measured.get(Quantity.CPU));
        }
    }

    private void openLoops(Workload workload, int round, List<Running> running)
            throws IOException, InterruptedException {
        double peak = slowestPeak(workload);
        for (Pace.Level level : Pace.Level.values()) {
            for (Running one : running) {
                one.server.resume();
                openLoop(one, loads.get(workload), level.of(peak), round);
                one.server.pause();
            }
        }
    }

    private void openLoop(Running one, Load load, Pace pace, int round) throws IOException, InterruptedException {
        String name = one.contender.name();
        Histogram histogram = latencies.of(name, load.workload(), pace.level());
        String outcome;
        try {
            Meter.Measured measured = meter.openLoop(one.server, load, pace, options.seconds(), histogram);
            add(one.contender, load.workload(), round, measured);
            outcome = String.format("P99 %.0f us", measured.get(pace.level().p99()));
        } catch (IOException | RuntimeException e) {
            outcome = "failed: " + e.getMessage();
        }
        progress.step(
                1 + options.seconds(),
                "round %d: %s at %.0f requests/s, %s: %s",
                round,
                load.workload().label(),
                pace.rate(),
                name,
                outcome);
    }

    private void add(Contender contender, Workload workload, int round, Meter.Measured measured) {
        measured.values()
                .forEach((quantity, value) -> readings.add(new Readings.Reading(
                        contender.name(),
                        workload.label(),
                        quantity,
                        round,
                        value,
                        measured.before(),
                        measured.after())));
    }

    /** What the slowest server can do, by the first round, so that all rounds have the same rate. */
    private double slowestPeak(Workload workload) {
        double slowest = Double.MAX_VALUE;
        for (Readings.Reading reading : readings.all()) {
            if (reading.round() == 1
                    && reading.quantity() == Quantity.THROUGHPUT
                    && reading.workload().equals(workload.label())) {
                slowest = Math.min(slowest, reading.value());
            }
        }
        return slowest;
    }
}
