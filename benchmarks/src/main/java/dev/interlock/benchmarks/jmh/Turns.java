package dev.interlock.benchmarks.jmh;

import dev.interlock.benchmarks.results.Arguments;
import dev.interlock.benchmarks.results.Progress;
import dev.interlock.benchmarks.results.Results;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs contenders in turn, round after round. The speed of a shared machine changes from moment to moment. Turns spread
 * these changes over all contenders of a scenario. A different contender begins each round.
 */
public final class Turns {
    private static final int ROUNDS = 5;

    private final Results results;
    private final Map<String, List<Turn>> scenarios = new LinkedHashMap<>();

    public Turns(Results results) {
        this.results = results;
    }

    /** A measurement of one contender. */
    public interface Measurement {
        JmhFork.Cost take(int round) throws Exception;
    }

    private record Turn(String contender, int rounds, Measurement measurement) {}

    /**
     * Adds a contender of a scenario.
     *
     * @param rounds number of rounds in which the contender takes part
     */
    public void add(String scenario, String contender, int rounds, Measurement measurement) {
        scenarios.computeIfAbsent(scenario, name -> new ArrayList<>()).add(new Turn(contender, rounds, measurement));
    }

    /** Runs all turns. */
    public void run() throws Exception {
        List<Turn> all = scenarios.values().stream().flatMap(List::stream).toList();
        int most = all.stream().mapToInt(Turn::rounds).max().orElse(0);
        Progress progress = new Progress(all.stream().mapToInt(Turn::rounds).sum());
        for (int round = 1; round <= most; round++) {
            for (String scenario : scenarios.keySet()) {
                List<Turn> turns = new ArrayList<>(scenarios.getOrDefault(scenario, List.of()));
                Collections.rotate(turns, round);
                for (Turn turn : turns) {
                    if (round <= turn.rounds) {
                        double time = take(scenario, turn, round);
                        progress.step("round %d, %s, %s: %.1f ns", round, scenario, turn.contender, time);
                    }
                }
            }
        }
    }

    private double take(String scenario, Turn turn, int round) throws Exception {
        JmhFork.Cost cost = turn.measurement.take(round);
        results.add(scenario, turn.contender, "time", round, cost.fastest());
        if (!Double.isNaN(cost.bytes())) {
            results.add(scenario, turn.contender, "allocated", round, cost.bytes());
        }
        return cost.fastest();
    }

    /**
     * Compares the methods {@code interlock} and {@code netty} of a benchmark.
     *
     * @param parameter field of the benchmark that selects the input
     * @param inputs values of the field
     */
    public static Results compare(
            String suite, Class<?> benchmark, String parameter, Enum<?>[] inputs, Arguments arguments)
            throws Exception {
        Results results = Results.begin(suite);
        JmhFork fork = new JmhFork(benchmark, 3, 300, 100, 10, arguments.results(), List.of());
        Turns turns = new Turns(results);
        for (Enum<?> input : inputs) {
            String scenario = input.name().toLowerCase(Locale.ROOT);
            for (String contender : List.of("interlock", "netty")) {
                String file = scenario + "-" + contender + "-";
                turns.add(
                        scenario,
                        contender,
                        arguments.isQuick() ? 1 : ROUNDS,
                        round -> fork.run(contender, Map.of(parameter, input.name()), file + round));
            }
        }
        turns.run();
        return results;
    }
}
