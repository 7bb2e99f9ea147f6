package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.report.Environment;
import dev.interlock.benchmarks.report.Progress;
import dev.interlock.benchmarks.rounds.RoundOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Compiles the route sets, checks all implementations against each other and measures them.
 *
 * <p>On a machine that others use, speed changes from minute to minute. So Interlock and matchit take turns, in short
 * measurements over several rounds, and medians are reported.
 */
public final class DispatchSuite {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int ITERATIONS = 3;
    private static final int MILLISECONDS = 400;
    private static final int QUICK_MILLISECONDS = 250;
    /** What a JVM takes beside its iterations. */
    private static final double FORK_SECONDS = 1;

    private static final double SECONDS_OF_LISTS_PER_ROUTE = 2e-3;
    private static final double KIBIBYTE = 1024;
    private static final List<Contender> ALL = List.of(Contender.values());
    private static final List<Contender> PEERS =
            ALL.stream().filter(contender -> contender != Contender.INTERLOCK).toList();

    private final RoundOptions options;
    private final List<Scenario> scenarios;
    /** What implementations that are far slower are measured with, in the first round only. */
    private final List<Scenario> peerScenarios;

    private final int milliseconds;
    private final Inputs inputs;
    private final JmhFork forks;
    private final Optional<MatchitPeer> matchit;
    private final Measurements measurements = new Measurements();

    private DispatchSuite(RoundOptions options) {
        this.options = options;
        scenarios = options.quick() ? Scenario.quick() : Scenario.all();
        peerScenarios = options.quick() ? List.of(Scenario.HEADLINE) : Scenario.all();
        inputs = new Inputs(options.results());
        milliseconds = options.quick() ? QUICK_MILLISECONDS : MILLISECONDS;
        forks = new JmhFork(inputs, options.results(), milliseconds);
        matchit = options.peer()
                .map(program -> new MatchitPeer(program, inputs, options.results(), 2 * milliseconds / 1e3));
    }

    /** See {@link RoundOptions#parse}. */
    public static void main(String[] arguments) throws Exception {
        RoundOptions options;
        try {
            options = RoundOptions.parse("matchit", ROUNDS, QUICK_ROUNDS, arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        new DispatchSuite(options).run();
    }

    private void run() throws IOException, ReflectiveOperationException, RunnerException, InterruptedException {
        Files.createDirectories(options.results());
        Inputs.CompileTime compileTime = compile();
        prepare();
        Progress progress = new Progress(expectedSeconds());
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : scenarios) {
                measure(scenario, round);
                progress.step(
                        expectedSeconds(scenario, round),
                        "round %d, %d routes, %s",
                        round,
                        scenario.routes(),
                        scenario.order().label());
            }
        }
        new Report(measurements).of(scenarios, compileTime, Environment.read()).publish(options.results());
    }

    private double expectedSeconds() {
        double total = 0;
        for (int round = 1; round <= options.rounds(); round++) {
            for (Scenario scenario : scenarios) {
                total += expectedSeconds(scenario, round);
            }
        }
        return total;
    }

    /** Those who try one route after the other need for many of them as long as all others do together. */
    private double expectedSeconds(Scenario scenario, int round) {
        double loops = 2 * ITERATIONS * milliseconds / 1e3;
        double each = FORK_SECONDS + loops;
        double seconds = each + (matchit.isPresent() ? loops / ITERATIONS : 0);
        if (round == 1 && peerScenarios.contains(scenario)) {
            seconds += (PEERS.size() + 1) * each;
            seconds += scenario.routes() * SECONDS_OF_LISTS_PER_ROUTE;
        }
        return seconds;
    }

    /** The largest set comes first, so that its time is that of a compiler which was just started. */
    private Inputs.CompileTime compile() throws IOException {
        say("Compiling " + Scenario.LARGEST.routes() + " routes");
        Inputs.CompileTime time = inputs.compile(Scenario.LARGEST.routes());
        int[] others = scenarios.stream()
                .mapToInt(Scenario::routes)
                .filter(routes -> routes != Scenario.LARGEST.routes())
                .distinct()
                .toArray();
        for (int routes : others) {
            inputs.compile(routes);
        }
        return time;
    }

    private void prepare() throws IOException, ReflectiveOperationException {
        say("Checking that all implementations find the same routes");
        for (Scenario scenario : scenarios) {
            inputs.prepare(scenario, peerScenarios.contains(scenario) ? ALL : List.of(Contender.INTERLOCK));
            Footprint footprint = inputs.footprint(scenario);
            measurements.add(Report.TABLES, scenario, footprint.bytes() / KIBIBYTE);
            measurements.add(Report.TOUCHED, scenario, footprint.touchedBytes() / KIBIBYTE);
            measurements.add(Report.LINES, scenario, footprint.linesPerLookup());
        }
    }

    private void measure(Scenario scenario, int round) throws RunnerException, IOException, InterruptedException {
        // Whoever comes second may find the machine warmer.
        boolean matchitFirst = round % 2 == 0;
        if (matchitFirst) {
            measureMatchit(scenario, round);
        }
        measureInterlock(scenario, round);
        if (!matchitFirst) {
            measureMatchit(scenario, round);
        }
        if (round == 1 && peerScenarios.contains(scenario)) {
            measurePeers(scenario);
        }
    }

    private void measureInterlock(Scenario scenario, int round) throws RunnerException {
        String series = Contender.INTERLOCK.benchmark();
        JmhFork.Cost cost = forks.run(series, scenario, round, ITERATIONS);
        measurements.add(series, scenario, cost.nanoseconds());
        measurements.add(Report.ALLOCATED, scenario, cost.bytes());
    }

    private void measureMatchit(Scenario scenario, int round) throws IOException, InterruptedException {
        if (matchit.isPresent()) {
            measurements.add(Report.MATCHIT, scenario, matchit.get().run(scenario, round));
        }
    }

    private void measurePeers(Scenario scenario) throws RunnerException {
        for (Contender peer : PEERS) {
            // A pass of 16,384 lookups, each over thousands of routes, warms up enough.
            boolean isSlow = peer.isLinear() && scenario.routes() >= Scenario.LARGEST.routes();
            measurePeer(peer.benchmark(), scenario, isSlow ? 1 : ITERATIONS);
        }
        measurePeer(Report.ACTIVEJ_REQUEST, scenario, ITERATIONS);
    }

    private void measurePeer(String series, Scenario scenario, int iterations) throws RunnerException {
        measurements.add(
                series, scenario, forks.run(series, scenario, 1, iterations).nanoseconds());
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
