package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.process.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What was measured: values of a quantity, of a server, under a workload, each with the state of the machine. */
final class Readings {
    /** Cores are far from each other when a cache line takes so many times the least that was seen. */
    private static final double FAR = 2;

    private final List<Reading> all = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private double leastDistance = Double.MAX_VALUE;

    /**
     * A value.
     *
     * @param workload empty for what has nothing to do with one
     * @param before nanoseconds between the two cores before it was measured; 0 where that does not matter
     * @param after the same after it
     */
    record Reading(
            String server, String workload, Quantity quantity, int round, double value, double before, double after) {}

    /**
     * Several values of one quantity.
     *
     * @param sameState whether all are of the state of the machine that the others' are of
     */
    record Summary(double median, double min, double max, boolean sameState) {}

    /** Where the machine's host had the two cores; mixed when it moved them meanwhile. */
    private enum State {
        NEAR,
        FAR,
        MIXED
    }

    void add(Reading reading) {
        all.add(reading);
        if (reading.before > 0) {
            leastDistance = Math.min(leastDistance, Math.min(reading.before, reading.after));
        }
    }

    List<Reading> all() {
        return all;
    }

    void add(Failure failure) {
        failures.add(failure);
    }

    /** What could not be measured. */
    List<Failure> failures() {
        return failures;
    }

    /** Whether a server failed under a workload in any round, or left a request without a right answer. */
    boolean isFlawed(String server, String workload) {
        return failures.stream().anyMatch(failure -> failure.concerns(server, workload))
                || all.stream()
                        .anyMatch(reading -> reading.server.equals(server)
                                && is(reading, workload, Quantity.ERRORS)
                                && reading.value > 0);
    }

    /** How many rounds there are readings of. */
    int rounds() {
        return all.stream().mapToInt(Reading::round).max().orElse(0);
    }

    /**
     * Of the values of a server, those that were read while the machine was in the state that most of the workload's are
     * of; all of them if there is none of that state.
     */
    Optional<Summary> summary(String server, String workload, Quantity quantity) {
        State usual = usualState(workload, quantity);
        List<Double> comparable = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (Reading reading : all) {
            if (reading.server.equals(server) && is(reading, workload, quantity)) {
                values.add(reading.value);
                if (state(reading) == usual) {
                    comparable.add(reading.value);
                }
            }
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(comparable.isEmpty() ? summary(values, false) : summary(comparable, true));
    }

    private State usualState(String workload, Quantity quantity) {
        int balance = 0;
        for (Reading reading : all) {
            if (is(reading, workload, quantity)) {
                State state = state(reading);
                balance += state == State.NEAR ? 1 : state == State.FAR ? -1 : 0;
            }
        }
        return balance >= 0 ? State.NEAR : State.FAR;
    }

    private State state(Reading reading) {
        double limit = FAR * leastDistance;
        if (reading.before < limit && reading.after < limit) {
            return State.NEAR;
        }
        return reading.before >= limit && reading.after >= limit ? State.FAR : State.MIXED;
    }

    private static boolean is(Reading reading, String workload, Quantity quantity) {
        return reading.workload.equals(workload) && reading.quantity == quantity;
    }

    private static Summary summary(List<Double> values, boolean sameState) {
        Spread spread = Spread.of(values);
        return new Summary(spread.median(), spread.least(), spread.most(), sameState);
    }

    /** The medians of those servers that have one, in the order of their first reading. */
    Map<String, Summary> summaries(String workload, Quantity quantity) {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        for (Reading reading : all) {
            if (is(reading, workload, quantity) && !summaries.containsKey(reading.server)) {
                summary(reading.server, workload, quantity)
                        .ifPresent(summary -> summaries.put(reading.server, summary));
            }
        }
        return summaries;
    }

    /** Those of which there are values, Interlock's first and all others by name: in every plot in the same order. */
    List<String> servers(String workload, Quantity quantity) {
        return summaries(workload, quantity).keySet().stream()
                .sorted(Comparator.comparing((String server) -> !server.startsWith(Contender.OWN))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Summaries, that of the least median first. */
    static List<Map.Entry<String, Summary>> ascending(Map<String, Summary> summaries) {
        return summaries.entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().median()))
                .toList();
    }

    /** All of them as a table of comma-separated values. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("server,workload,quantity,round,value,core_distance_before_ns,core_distance_after_ns");
        for (Reading reading : all) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s,%s,%s,%d,%.4f,%.1f,%.1f",
                    reading.server,
                    reading.workload,
                    reading.quantity.file(),
                    reading.round,
                    reading.value,
                    reading.before,
                    reading.after));
        }
        return lines;
    }

    /** Reads what {@link #lines} returns. */
    static Readings parse(List<String> lines) {
        Readings readings = new Readings();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(",", -1);
            readings.add(new Reading(
                    words[0],
                    words[1],
                    Quantity.valueOf(words[2].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(words[3]),
                    Double.parseDouble(words[4]),
                    Double.parseDouble(words[5]),
                    Double.parseDouble(words[6])));
        }
        return readings;
    }
}
