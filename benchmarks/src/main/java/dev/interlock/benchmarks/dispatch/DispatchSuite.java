package dev.interlock.benchmarks.dispatch;

import dev.interlock.benchmarks.jmh.JmhFork;
import dev.interlock.benchmarks.jmh.Turns;
import dev.interlock.benchmarks.process.Program;
import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import dev.interlock.generated.dispatch.TableTrace;
import java.io.IOException;
import java.nio.file.Files;
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
    private static final String METHOD = "Time to find the route of a request and to read its captured variables."
            + " Only the first round measures routers other than Interlock and matchit.";

    private static final Quantity TIME = Turns.TIME;
    private static final Quantity ALLOCATED = Quantity.table("allocated", "B/op", 0);
    private static final Quantity TABLES = Quantity.table("tables", "KiB", 1);
    private static final Quantity TOUCHED = Quantity.table("touched by all lookups", "KiB", 1);
    private static final Quantity LINES = Quantity.table("touched by one", "cache lines", 1);

    private final Arguments arguments;
    private final int rounds;
    private final List<Scenario> scenarios;
    /** Scenarios for implementations that are far slower. */
    private final List<Scenario> peerScenarios;

    private final int milliseconds;
    private final Inputs inputs;
    private final Results results;

    /** Takes {@code [--matchit PROGRAM] [--rounds N] [--quick]}. */
    public DispatchSuite(Arguments arguments) throws IOException {
        this.arguments = arguments;
        boolean quick = arguments.isQuick();
        rounds = arguments.count("rounds", quick ? QUICK_ROUNDS : ROUNDS);
        scenarios = quick ? Scenario.quick() : Scenario.all();
        peerScenarios = quick ? List.of(Scenario.HEADLINE) : Scenario.all();
        milliseconds = quick ? QUICK_MILLISECONDS : MILLISECONDS;
        inputs = new Inputs(arguments.results());
        results = Results.begin(
                "dispatch",
                METHOD,
                List.of(Contender.INTERLOCK.label()),
                List.of(MATCHIT),
                List.of(TIME, ALLOCATED, TABLES, TOUCHED, LINES));
    }

    public Results run() throws IOException, ReflectiveOperationException, RunnerException, InterruptedException {
        Files.createDirectories(arguments.results());
        compile();
        System.out.println("Checking that all implementations find the same routes");
        Turns turns = new Turns(results);
        Optional<String> matchit = arguments.find(MATCHIT);
        for (Scenario scenario : scenarios) {
            boolean withPeers = peerScenarios.contains(scenario);
            inputs.prepare(scenario, withPeers ? List.of(Contender.values()) : List.of(Contender.INTERLOCK));
            addFootprint(scenario);
            matchit.ifPresent(program ->
                    turns.add(scenario.label(), MATCHIT, rounds, round -> measureMatchit(program, scenario)));
            for (Contender contender : Contender.values()) {
                if (contender == Contender.INTERLOCK || withPeers) {
                    int own = contender == Contender.INTERLOCK ? rounds : 1;
                    turns.add(scenario.label(), contender.label(), own, round -> measure(contender, scenario, round));
                }
            }
        }
        turns.run();
        return results;
    }

    /** Compiles the sets. The largest set comes first, so its time includes the start-up time of the compiler. */
    private void compile() throws IOException {
        int largest = Scenario.LARGEST.routes();
        System.out.println("Compiling " + largest + " routes");
        Inputs.CompileTime time = inputs.compile(largest);
        for (int routes : scenarios.stream().map(Scenario::routes).distinct().toList()) {
            if (routes != largest) {
                inputs.compile(routes);
            }
        }
        fact("compile %d cpu: %.1f s", largest, time.cpuSeconds());
        fact("compile %d: %.1f s", largest, time.seconds());
    }

    private void addFootprint(Scenario scenario) throws IOException, ReflectiveOperationException {
        TableTrace trace = inputs.trace(scenario);
        String own = Contender.INTERLOCK.label();
        results.add(scenario.label(), own, TABLES, 1, trace.bytes() / KIBIBYTE);
        results.add(scenario.label(), own, TOUCHED, 1, trace.touchedBytes() / KIBIBYTE);
        results.add(scenario.label(), own, LINES, 1, trace.linesPerLookup());
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
        // A pass of 16,384 lookups over thousands of routes is enough warm-up.
        boolean isSlow = contender.isLinear() && scenario.routes() >= Scenario.LARGEST.routes();
        int iterations = isSlow ? 1 : ITERATIONS;
        JmhFork fork = new JmhFork(
                DispatchBenchmark.class,
                iterations,
                milliseconds,
                iterations,
                milliseconds,
                arguments.results(),
                List.of("-D" + DispatchBenchmark.GENERATED + "=" + inputs.generated()));
        Map<String, String> parameters = Map.of(
                "routes",
                Integer.toString(scenario.routes()),
                "order",
                scenario.order().name(),
                "contender",
                contender.name());
        JmhFork.Cost cost = fork.run("find", parameters, scenario.slug() + "-" + contender + "-" + round);
        // Slow lookups have few, long iterations. For them, the mean is more meaningful than the fastest iteration.
        return new JmhFork.Cost(cost.mean(), cost.mean(), cost.bytes());
    }

    /** Measures Rust's matchit in a separate process. {@code benchmarks/peers/matchit} checks every lookup itself. */
    private JmhFork.Cost measureMatchit(String program, Scenario scenario) throws IOException, InterruptedException {
        double nanoseconds = Double.parseDouble(Program.output(List.of(
                program,
                inputs.routes(scenario).toString(),
                inputs.lookups(scenario).toString(),
                Double.toString(2 * milliseconds / 1e3))));
        return new JmhFork.Cost(nanoseconds, nanoseconds, Double.NaN);
    }
}
