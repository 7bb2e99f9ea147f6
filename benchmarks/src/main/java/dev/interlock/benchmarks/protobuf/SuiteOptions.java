package dev.interlock.benchmarks.protobuf;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code benchmarks/run} asks for.
 *
 * @param rounds how often all are measured in turn, at least 1
 * @param quick shorter measurements
 * @param results the directory for all that is written
 * @param prost the program of {@code benchmarks/peers/prost}; none to leave it out
 */
record SuiteOptions(int rounds, boolean quick, Path results, Optional<Path> prost) {
    private static final int ROUNDS = 3;
    private static final int QUICK_ROUNDS = 1;

    /**
     * Reads {@code [--quick] [--rounds N] [--prost PROGRAM] RESULTS}.
     *
     * @throws IllegalArgumentException naming what cannot be read
     */
    static SuiteOptions parse(String... arguments) {
        boolean quick = List.of(arguments).contains("--quick");
        int rounds = quick ? QUICK_ROUNDS : ROUNDS;
        Optional<Path> prost = Optional.empty();
        Optional<Path> results = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--quick" -> {}
                case "--rounds" -> rounds = rounds(valueAt(arguments, ++i));
                case "--prost" -> prost = Optional.of(Path.of(valueAt(arguments, ++i)));
                default -> results = Optional.of(results(arguments[i], results));
            }
        }
        Path directory =
                results.orElseThrow(() -> new IllegalArgumentException("The directory for results is missing"));
        return new SuiteOptions(rounds, quick, directory, prost);
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

    /** How often each is timed in a round. */
    int iterations() {
        return quick ? 25 : 50;
    }

    /** Of each iteration: short, so that some of them are left alone on a machine that others use. */
    int milliseconds() {
        return 20;
    }
}
