package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Quantity;
import dev.interlock.benchmarks.results.Results;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs contenders in turn, round after round. The speed of a shared machine changes from moment to moment, so all
 * contenders of a scenario take turns. A different contender begins each round.
 */
public final class Turns {
    public static final Quantity TIME = Quantity.headline("time", "ns", 1);
    public static final Quantity ALLOCATED = Quantity.headline("allocated", "B/op", 0);

    private static final int ROUNDS = 5;
    private static final String OWN = "interlock";

    private final Results results;
    private final Map<String, List<Turn>> scenarios = new LinkedHashMap<>();

    public Turns(Results results) {
        this.results = results;
    }

    /** A measurement of one contender. */
    public interface Measurement {
        JmhFork.Cost take(int round) throws IOException, InterruptedException, RunnerException;
    }

    private record Turn(String contender, int rounds, Measurement measurement) {}

    /**
     * Adds a contender of a scenario.
     *
     * @param rounds number of rounds in which the contender takes turns
     */
    public void add(String scenario, String contender, int rounds, Measurement measurement) {
        scenarios.computeIfAbsent(scenario, name -> new ArrayList<>()).add(new Turn(contender, rounds, measurement));
    }

    /** Runs all turns. */
    public void run() throws IOException, InterruptedException, RunnerException {
        int most = all().stream().mapToInt(Turn::rounds).max().orElse(0);
        Progress progress = new Progress(all().stream().mapToInt(Turn::rounds).sum());
        for (int round = 1; round <= most; round++) {
            for (Map.Entry<String, List<Turn>> scenario : scenarios.entrySet()) {
                List<Turn> turns = new ArrayList<>(scenario.getValue());
                Collections.rotate(turns, round);
                for (Turn turn : turns) {
                    if (round <= turn.rounds) {
                        double time = take(scenario.getKey(), turn, round);
                        progress.step("round %d, %s, %s: %.1f ns", round, scenario.getKey(), turn.contender, time);
                    }
                }
            }
        }
    }

    private List<Turn> all() {
        return scenarios.values().stream().flatMap(List::stream).toList();
    }

    private double take(String scenario, Turn turn, int round)
            throws IOException, InterruptedException, RunnerException {
        JmhFork.Cost cost = turn.measurement.take(round);
        results.add(scenario, turn.contender, TIME, round, cost.fastest());
        if (!Double.isNaN(cost.bytes())) {
            results.add(scenario, turn.contender, ALLOCATED, round, cost.bytes());
        }
        return cost.fastest();
    }

    /**
     * Measures the methods {@code interlock} and {@code netty} of a benchmark.
     *
     * @param suite name of the suite
     * @param operation the measured operation in words
     * @param parameter field of the benchmark that selects the input
     * @param inputs values of the field
     */
    public static Results compare(
            String suite, String operation, Class<?> benchmark, String parameter, Enum<?>[] inputs, Arguments arguments)
            throws IOException, InterruptedException, RunnerException {
        Files.createDirectories(arguments.results());
        String method = "Time and allocation to " + operation + "; the fastest of many short iterations in each round.";
        Results results = Results.begin(suite, method, List.of(OWN), List.of("netty"), List.of(TIME, ALLOCATED));
        JmhFork fork = new JmhFork(benchmark, 3, 300, 100, 10, arguments.results(), List.of());
        Turns turns = new Turns(results);
        int rounds = arguments.isQuick() ? 1 : ROUNDS;
        for (Enum<?> input : inputs) {
            String scenario = input.name().toLowerCase(Locale.ROOT);
            for (String contender : List.of(OWN, "netty")) {
                turns.add(
                        scenario,
                        contender,
                        rounds,
                        round -> fork.run(
                                contender, Map.of(parameter, input.name()), scenario + "-" + contender + "-" + round));
            }
        }
        turns.run();
        return results;
    }
}
