package dev.interlock.benchmarks.results;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options of a suite: {@code --name value} pairs and the flag {@code --quick}. The last word is the directory for
 * results. {@code benchmarks/run} rejects options that a suite does not have.
 */
public final class Arguments {
    private final Map<String, List<String>> values = new HashMap<>();
    private final boolean quick;
    private final Path results;

    /**
     * Parses words.
     *
     * @throws IllegalArgumentException when a value is missing
     */
    public Arguments(List<String> words) {
        List<String> pairs = new ArrayList<>(words);
        quick = pairs.remove("--quick");
        if (pairs.size() % 2 == 0) {
            throw new IllegalArgumentException("Expected --name value pairs and the directory for results");
        }
        for (int i = 0; i + 1 < pairs.size(); i += 2) {
            values.computeIfAbsent(pairs.get(i), name -> new ArrayList<>()).add(pairs.get(i + 1));
        }
        results = Path.of(pairs.get(pairs.size() - 1));
    }

    public Path results() {
        return results;
    }

    /** Returns a file in the directory for results. Replaces spaces in the name by dashes. */
    public Path file(String name) {
        return results.resolve(name.replace(' ', '-'));
    }

    /** Returns whether measurements should be short. */
    public boolean isQuick() {
        return quick;
    }

    /** Returns all values of an option, which may be repeated. */
    public List<String> all(String name) {
        return values.getOrDefault("--" + name, List.of());
    }

    /** Returns the first value of an option. */
    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    /**
     * Returns the first value of an option.
     *
     * @throws IllegalArgumentException if the option is missing
     */
    public String text(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing"));
    }

    /** Returns the value of an option as a number, or {@code otherwise} if the option is missing. */
    public int count(String name, int otherwise) {
        return find(name).map(Arguments::number).orElse(otherwise);
    }

    /**
     * Parses a number.
     *
     * @throws IllegalArgumentException when the value is not a number from 1 to 999,999,999
     */
    public static int number(String value) {
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("Expected a number from 1 to 999999999, not " + value);
        }
        return Integer.parseInt(value);
    }
}
