package dev.interlock.benchmarks.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a collector stopped a server, and for how long each time.
 *
 * @param millis of each pause, in the order of the log
 */
record Pauses(List<Double> millis) {
    /** {@code gc 7 @0.041s 3%: 0.026+0.39+0.10 ms clock, ...}: it stops the world, goes on beside it, and stops it again. */
    private static final Pattern OF_GO =
            Pattern.compile("^gc \\d+ @.*: ([0-9.]+)\\+[0-9.]+\\+([0-9.]+) ms clock", Pattern.MULTILINE);

    /** What Go reads to print a line for each collection to its standard error. */
    static final String VARIABLE_OF_GO = "GODEBUG";

    static final String VALUE_OF_GO = "gctrace=1";

    /** Reads what Go prints: two pauses for each collection. */
    static Pauses ofGo(String log) {
        List<Double> millis = new ArrayList<>();
        for (Matcher collection = OF_GO.matcher(log); collection.find(); ) {
            millis.add(Double.parseDouble(collection.group(1)));
            millis.add(Double.parseDouble(collection.group(2)));
        }
        return new Pauses(millis);
    }

    /** Those after the ones that were there earlier. */
    Pauses since(Pauses earlier) {
        return new Pauses(millis.subList(earlier.millis.size(), millis.size()));
    }

    double total() {
        return millis.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** 0 if there are none. */
    double longest() {
        return millis.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
