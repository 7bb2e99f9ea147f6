package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.compile.Javac;
import dev.interlock.benchmarks.jmh.JmhFork;
import dev.interlock.benchmarks.jmh.Turns;
import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.generated.dispatch.TableTrace;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.runner.RunnerException;

/** Compiles the route sets, checks that all implementations agree, and measures them. */
public final class DispatchSuite {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;
    private static final int ITERATIONS = 3;
    private static final int MILLISECONDS = 400;
    private static final int QUICK_MILLISECONDS = 250;
    private static final double KIBIBYTE = 1024;
    private static final String MATCHIT = "matchit";

    private final Arguments arguments;
    private final int rounds;
    private final List<Scenario> scenarios;
    /**
     * Scenarios that also measure the peers. A quick run has only one, because some peers are far slower than
     * Interlock.
     */
    private final List<Scenario> peerScenarios;

    private final int milliseconds;
    private final Inputs inputs;
    private final Results results = Results.begin("dispatch");
    private final Turns turns = new Turns(results);

    /** Takes the options {@code [--matchit PROGRAM] [--rounds N] [--quick]}. */
    public DispatchSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        boolean quick = arguments.isQuick();
        rounds = arguments.count("rounds", quick ? QUICK_ROUNDS : ROUNDS);
        scenarios = quick ? Scenario.quick() : Scenario.all();
        peerScenarios = quick ? List.of(Scenario.HEADLINE) : Scenario.all();
        milliseconds = quick ? QUICK_MILLISECONDS : MILLISECONDS;
        inputs = new Inputs(arguments.results());
    }

    public Results run() throws Exception {
        compile();
        System.out.println("Checking that all implementations find the same routes");
        for (Scenario scenario : scenarios) {
            List<Contender> contenders =
                    peerScenarios.contains(scenario) ? List.of(Contender.values()) : List.of(Contender.INTERLOCK);
            inputs.prepare(scenario, contenders);
            addFootprint(scenario);
            Optional<String> matchit = arguments.find(MATCHIT);
            matchit.ifPresent(program ->
                    turns.add(scenario.label(), MATCHIT, rounds, round -> measureMatchit(program, scenario)));
            for (Contender contender : contenders) {
                int own = contender == Contender.INTERLOCK ? rounds : 1;
                turns.add(scenario.label(), contender.label(), own, round -> measure(contender, scenario, round));
            }
        }
        turns.run();
        return results;
    }

    private void compile() throws IOException, InterruptedException {
        for (int routes : scenarios.stream().map(Scenario::routes).distinct().toList()) {
            System.out.println("Compiling " + routes + " routes");
            Javac.Cost cost = GeneratedRouter.compile(RouteSet.of(routes), inputs.generated(routes));
            if (routes == Scenario.LARGEST.routes()) {
                fact("compile %d cpu: %.1f s", routes, cost.cpuSeconds());
                fact("compile %d: %.1f s", routes, cost.seconds());
            }
        }
    }

    private void addFootprint(Scenario scenario) throws IOException, ReflectiveOperationException {
        TableTrace trace = inputs.trace(scenario);
        String own = Contender.INTERLOCK.label();
        results.add(scenario.label(), own, "tables", 1, trace.bytes() / KIBIBYTE);
        results.add(scenario.label(), own, "touched by all lookups", 1, trace.touchedBytes() / KIBIBYTE);
        results.add(scenario.label(), own, "touched by one", 1, trace.linesPerLookup());
        if (scenario.equals(Scenario.HEADLINE) || scenario.equals(Scenario.LARGEST)) {
            fact(
                    "footprint %d: %.1f KiB of tables, %.1f KiB touched, %.1f cache lines per lookup",
                    scenario.routes(),
                    trace.bytes() / KIBIBYTE,
                    trace.touchedBytes() / KIBIBYTE,
                    trace.linesPerLookup());
        }
    }

    private void fact(String pattern, Object... values) {
        results.facts().add(String.format(Locale.ROOT, pattern, values));
    }

    private JmhFork.Cost measure(Contender contender, Scenario scenario, int round) throws RunnerException {
        // For a slow router with many routes, a single pass over all 16,384 lookups is enough warm-up.
        boolean isSlow = contender.isLinear() && scenario.routes() >= Scenario.LARGEST.routes();
        int iterations = isSlow ? 1 : ITERATIONS;
        List<String> options = List.of("-D" + DispatchBenchmark.GENERATED + "=" + inputs.generated());
        JmhFork fork = new JmhFork(
                DispatchBenchmark.class,
                iterations,
                milliseconds,
                iterations,
                milliseconds,
                arguments.results(),
                options);
        Map<String, String> parameters = Map.of(
                "routes", Integer.toString(scenario.routes()),
                "order", scenario.order().name(),
                "contender", contender.name());
        JmhFork.Cost cost = fork.run("find", parameters, scenario.slug() + "-" + contender + "-" + round);
        // A slow router has few, long iterations. Their mean says more than the fastest of them.
        return new JmhFork.Cost(cost.mean(), cost.mean(), cost.bytes());
    }

    /**
     * Measures Rust's matchit in a separate process. The peer in {@code benchmarks/peers/matchit} checks the result of
     * every lookup.
     */
    private JmhFork.Cost measureMatchit(String program, Scenario scenario) throws IOException, InterruptedException {
        double nanoseconds = Double.parseDouble(Program.output(List.of(
                program,
                inputs.routes(scenario).toString(),
                inputs.lookups(scenario).toString(),
                Double.toString(2 * milliseconds / 1e3))));
        return new JmhFork.Cost(nanoseconds, nanoseconds, Double.NaN);
    }
}
