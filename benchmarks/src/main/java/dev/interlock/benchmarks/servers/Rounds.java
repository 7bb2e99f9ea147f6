package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.CoreDistance;
import dev.interlock.benchmarks.process.Cores;
import dev.interlock.benchmarks.process.PinnedServer;
import dev.interlock.benchmarks.process.ProcessMemory;
import dev.interlock.benchmarks.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Rounds in which all servers take turns under each workload. Each round has processes of its own, as what a JIT compiler
 * makes differs from process to process; only the one that is measured runs, the others are stopped. Who begins changes.
 */
final class Rounds {
    private static final String FIRST_TARGET = "/plaintext";
    private static final long SETTLE_MILLIS = 1_000;
    private static final String KEEPS = "it keeps connections open that it was asked to close";
    private static final String NO_PEAK = "no server answered without errors in the first round, so there is no rate";

    private final Options options;
    private final Cores cores;
    private final Loads loads;
    private final Readings readings;
    private final Latencies latencies;
    private final Progress progress;
    private final Schedule schedule;
    private final Meter meter;

    Rounds(Options options, Cores cores, Loads loads, Readings readings, Latencies latencies, Progress progress) {
        this.options = options;
        this.cores = cores;
        this.loads = loads;
        this.readings = readings;
        this.latencies = latencies;
        this.progress = progress;
        schedule = new Schedule(options);
        meter = new Meter(new CoreDistance(cores));
    }

    /** A contender whose process runs, or is stopped until its turn. */
    private static final class Running {
        private final Contender contender;
        private PinnedServer server;
        private boolean closesConnections = true;

        Running(Contender contender, PinnedServer server) {
            this.contender = contender;
            this.server = server;
        }
    }

    /** A measurement of one server; returns what came of it, for the terminal. */
    private interface Step {
        String take() throws IOException, InterruptedException;
    }

    /** @param round from 1 */
    void run(int round, List<Contender> contenders) throws IOException, InterruptedException {
        List<Running> running = new ArrayList<>();
        try {
            List<Contender> rotated = new ArrayList<>(contenders);
            Collections.rotate(rotated, round);
            for (Contender contender : rotated) {
                attempt(
                        contender,
                        Failure.ALL,
                        title(round, "start"),
                        schedule.start(),
                        () -> begin(contender, round, running));
            }
            int turn = round;
            for (Workload workload : options.workloads()) {
                Collections.rotate(running, turn++);
                closedLoops(workload, round, running);
                openLoops(workload, round, running);
            }
        } finally {
            running.forEach(one -> close(one, title(round, "end")));
        }
    }

    private static String title(int round, String what) {
        return "round " + round + ", " + what;
    }

    /** One server that fails keeps none of the others from being measured. */
    private boolean attempt(Contender contender, String workload, String what, double seconds, Step step)
            throws InterruptedException {
        String outcome;
        boolean done = true;
        try {
            outcome = step.take();
        } catch (IOException | RuntimeException e) {
            outcome = "failed: " + e.getMessage();
            done = false;
            readings.add(new Failure(contender.name(), workload, what, Failure.words(e)));
        }
        progress.step(seconds, "%s, %s: %s", what, contender.name(), outcome);
        return done;
    }

    /** Measures a server alone; one that died or stalled is started anew for what comes next, if it can be. */
    private void measure(Running one, Workload workload, String what, double seconds, Step step, List<Running> running)
            throws InterruptedException {
        if (workload.closesConnections() && !one.closesConnections) {
            progress.step(seconds, "%s, %s: left out, as %s", what, one.contender.name(), KEEPS);
        } else if (!attempt(one.contender, workload.label(), what, seconds, () -> alone(one, step))) {
            close(one, what);
            running.remove(one);
            attempt(one.contender, Failure.ALL, what + ", new start", 0, () -> {
                one.server = start(one.contender);
                return join(one, running, () -> {
                    warmUp(one);
                    return "runs again";
                });
            });
        }
    }

    private void close(Running one, String what) {
        try {
            one.server.close();
        } catch (IOException e) {
            readings.add(new Failure(one.contender.name(), Failure.NONE, what, Failure.words(e)));
        }
    }

    private PinnedServer start(Contender contender) throws IOException, InterruptedException {
        Path log = options.results().resolve(contender.name() + "-log.txt");
        return PinnedServer.start(cores.server(), contender.command(), FIRST_TARGET, log);
    }

    private String begin(Contender contender, int round, List<Running> running)
            throws IOException, InterruptedException {
        Running one = new Running(contender, start(contender));
        return join(one, running, () -> {
            Thread.sleep(SETTLE_MILLIS);
            add(contender, Quantity.START, round, one.server.startMillis());
            long resident = ProcessMemory.of(one.server.pid()).resident();
            add(contender, Quantity.IDLE, round, ProcessMemory.mebibytes(resident));
            seeWhetherItCloses(one, round);
            warmUp(one);
            return String.format(Locale.ROOT, "answered after %.0f ms", one.server.startMillis());
        });
    }

    private void seeWhetherItCloses(Running one, int round) throws IOException {
        Workload workload = Workload.CONNECT;
        if (options.workloads().contains(workload)) {
            Exchange request = loads.get(workload).exchanges().get(0);
            one.closesConnections = Closing.isObeyed(one.server.port(), request, Closing.PATIENCE_MILLIS);
        }
        if (!one.closesConnections) {
            readings.add(new Failure(one.contender.name(), workload.label(), title(round, workload.label()), KEEPS));
        }
    }

    /** Lets a server take turns that a step left warm and paused; one that the step failed for is ended, as it would run on. */
    private String join(Running one, List<Running> running, Step step) throws IOException, InterruptedException {
        boolean joined = false;
        try {
            String outcome = step.take();
            running.add(one);
            joined = true;
            return outcome;
        } finally {
            if (!joined) {
                close(one, "warm-up");
            }
        }
    }

    private void warmUp(Running one) throws IOException, InterruptedException {
        Load mix = loads.get(Workload.MIX);
        Wrk.run(one.server.port(), mix.script(), mix.connections(), options.warmUpSeconds());
        one.server.pause();
    }

    private void add(Contender contender, Quantity quantity, int round, double value) {
        readings.add(new Readings.Reading(contender.name(), "", quantity, round, value, 0, 0));
    }

    private void closedLoops(Workload workload, int round, List<Running> running) throws InterruptedException {
        String title = title(round, workload.label());
        for (Running one : List.copyOf(running)) {
            Step step = () -> closedLoop(one, workload, round);
            measure(one, workload, title, schedule.closedLoop(workload), step, running);
        }
    }

    /** Lets a server run for a step only. */
    private static String alone(Running one, Step step) throws IOException, InterruptedException {
        one.server.resume();
        String outcome = step.take();
        one.server.pause();
        return outcome;
    }

    private String closedLoop(Running one, Workload workload, int round) throws IOException, InterruptedException {
        Load load = loads.get(workload);
        int warmUp = workload.seconds(options.workloadWarmUpSeconds());
        Wrk.run(one.server.port(), load.script(), load.connections(), warmUp);
        Meter.Measured measured = meter.closedLoop(one.server, load, workload.seconds(options.seconds()));
        if (workload.isPaced()) {
            Pace.requireFloor(measured.get(Quantity.THROUGHPUT));
        }
        add(one.contender, workload, round, measured);
        return String.format(
                Locale.ROOT,
                "%,.0f requests/s, %.2f us CPU%s",
                measured.get(Quantity.THROUGHPUT),
                measured.get(Quantity.CPU),
                measured.get(Quantity.ERRORS) > 0
                        ? String.format(Locale.ROOT, ", %,.0f ERRORS", measured.get(Quantity.ERRORS))
                        : "");
    }

    private void openLoops(Workload workload, int round, List<Running> running) throws InterruptedException {
        if (!workload.isPaced()) {
            return;
        }
        double peak = Pace.slowestPeak(readings, workload);
        if (peak == 0) {
            String what = title(round, workload.label() + " at fixed rates");
            readings.add(new Failure("all servers", workload.label(), what, NO_PEAK));
            return;
        }
        if (round == 1) {
            rehearse(workload, Pace.Level.HALF.of(peak), running);
        }
        for (Pace.Level level : Pace.Level.values()) {
            Pace pace = level.of(peak);
            String what = String.format(Locale.ROOT, "%s at %,.0f requests/s", workload.label(), pace.rate());
            for (Running one : List.copyOf(running)) {
                Step step = () -> openLoop(one, workload, pace, round);
                measure(one, workload, title(round, what), schedule.openLoop(), step, running);
            }
        }
    }

    /**
     * Has requests sent at a fixed rate to all servers alike before any is measured so: the load is compiled as it runs, and
     * whoever comes first would be charged for what that takes.
     */
    private void rehearse(Workload workload, Pace pace, List<Running> running) throws InterruptedException {
        int seconds = Schedule.rehearsalSeconds(running.size());
        for (Running one : List.copyOf(running)) {
            Step step = () -> {
                meter.rehearse(one.server, loads.get(workload), pace, seconds);
                return "done";
            };
            String what = title(1, workload.label() + ", rehearsal");
            measure(one, workload, what, schedule.rehearsal(running.size()), step, running);
        }
    }

    private String openLoop(Running one, Workload workload, Pace pace, int round)
            throws IOException, InterruptedException {
        Histogram histogram = latencies.of(one.contender.name(), workload, pace.level());
        Meter.Measured measured = meter.openLoop(one.server, loads.get(workload), pace, options.seconds(), histogram);
        add(one.contender, workload, round, measured);
        return String.format(
                Locale.ROOT, "P99 %,.0f us", measured.get(pace.level().p99()));
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
}
