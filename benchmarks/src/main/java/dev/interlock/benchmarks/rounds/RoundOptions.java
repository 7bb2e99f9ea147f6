package dev.interlock.benchmarks.rounds;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code benchmarks/run} asks a suite for.
 *
 * @param rounds how often all are measured in turn, at least 1
 * @param quick shorter measurements
 * @param results the directory for all that is written
 * @param peer the program of the peer that is not in Java; none to leave it out
 */
public record RoundOptions(int rounds, boolean quick, Path results, Optional<Path> peer) {
    /**
     * Reads {@code [--quick] [--rounds N] [--PEER PROGRAM] RESULTS}.
     *
     * @param peer its name
     * @param usual rounds unless the arguments say more
     * @param fewer rounds of a quick run
     * @throws IllegalArgumentException naming what cannot be read
     */
    public static RoundOptions parse(String peer, int usual, int fewer, String... arguments) {
        boolean quick = List.of(arguments).contains("--quick");
        int rounds = quick ? fewer : usual;
        Optional<Path> program = Optional.empty();
        Optional<Path> results = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--rounds")) {
                rounds = rounds(valueAt(arguments, ++i));
            } else if (argument.equals("--" + peer)) {
                program = Optional.of(Path.of(valueAt(arguments, ++i)));
            } else if (!argument.equals("--quick")) {
                results = Optional.of(results(argument, results));
            }
        }
        Path directory =
                results.orElseThrow(() -> new IllegalArgumentException("The directory for results is missing"));
        return new RoundOptions(rounds, quick, directory, program);
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
}
