package dev.interlock.benchmarks.dispatch;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code benchmarks/run} asks for.
 *
 * @param rounds how often Interlock and matchit are measured in turn, at least 1
 * @param quick fewer scenarios and shorter measurements
 * @param results the directory for all that is written
 * @param matchit the program of {@code benchmarks/peers/matchit}; none to leave it out
 */
record SuiteOptions(int rounds, boolean quick, Path results, Optional<Path> matchit) {
    private static final int ROUNDS = 5;
    private static final int QUICK_ROUNDS = 2;

    /**
     * Reads {@code [--quick] [--rounds N] [--matchit PROGRAM] RESULTS}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static SuiteOptions parse(String... arguments) {
        boolean quick = List.of(arguments).contains("--quick");
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        Optional<Path> matchit = Optional.empty();
        Optional<Path> results = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> {}
                case "--rounds" -> rounds = rounds(valueAt(arguments, ++i));
                case "--matchit" -> matchit = Optional.of(Path.of(valueAt(arguments, ++i)));
                default -> results = Optional.of(results(arguments[i], results));
            }
        }
        Path directory =
                results.orElseThrow(() -> new IllegalArgumentException("The directory for results is missing"));
        return new SuiteOptions(rounds, quick, directory, matchit);
    }

    private static String valueAt(String[] arguments, int index) {
        if (index == arguments.length) {
            throw new IllegalArgumentException(arguments[index - 1] + " needs a value");
        }
        return arguments[index];
    }

    private static int rounds(String value) {
        if (!value.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("--rounds takes a number from 1 to 999, not " + value);
        }
        return Integer.parseInt(value);
    }

    private static Path results(String argument, Optional<Path> earlier) {
        if (argument.startsWith("-") || earlier.isPresent()) {
            throw new IllegalArgumentException("Unknown argument " + argument);
        }
        return Path.of(argument);
    }

    /** What Interlock and matchit are measured with in every round. */
    List<Scenario> scenarios() {
        return quick
                ? List.of(new Scenario(RouteSet.GITHUB, Order.IN_ORDER), Scenario.HEADLINE, Scenario.LARGEST)
                : Scenario.all();
    }

    /** What the other implementations are measured with, in the first round only: they are far slower. */
    List<Scenario> peerScenarios() {
        return quick ? List.of(Scenario.HEADLINE) : Scenario.all();
    }
}
