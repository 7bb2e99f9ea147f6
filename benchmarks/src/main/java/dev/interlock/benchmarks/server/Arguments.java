package dev.interlock.benchmarks.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The arguments of a suite: {@code --name value} pairs, the last word the directory for results. */
final class Arguments {
    private final Map<String, String> values = new HashMap<>();
    private final Path results;

    /** @throws IllegalArgumentException naming what is missing */
    Arguments(String... words) {
        if (words.length % 2 == 0) {
            throw new IllegalArgumentException("Expected --name value pairs and the directory for results");
        }
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (!words[i].startsWith("--")) {
                throw new IllegalArgumentException("Expected --name instead of " + words[i]);
            }
            values.put(words[i].substring(2), words[i + 1]);
        }
        results = Path.of(words[words.length - 1]);
    }

    Path results() {
        return results;
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /** @throws IllegalArgumentException when it is missing */
    String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("--" + name + " is missing");
        }
        return value;
    }

    /** @throws IllegalArgumentException when it is no number of 1 to 12 digits that is at least 1 */
    long count(String name, long otherwise) {
        String value = text(name, Long.toString(otherwise));
        if (!value.matches("[1-9][0-9]{0,11}")) {
            throw new IllegalArgumentException("--" + name + " takes a number from 1 on, not " + value);
        }
        return Long.parseLong(value);
    }
}
