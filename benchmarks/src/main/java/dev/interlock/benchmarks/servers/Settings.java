package dev.interlock.benchmarks.servers;

import dev.interlock.benchmarks.results.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Options of {@code benchmarks/run servers}.
 *
 * @param workloads workloads to measure, in the order of their constants
 * @param rounds number of rounds
 * @param seconds length of each load
 * @param warmUpSeconds warm-up of each server after its start
 * @param directory directory for all output
 */
record Settings(List<Workload> workloads, int rounds, int seconds, int warmUpSeconds, Path directory) {
    /**
     * Reads the options.
     * @throws IllegalArgumentException naming the invalid option
     */
    static Settings of(Arguments arguments) {
        boolean quick = arguments.isQuick();
        return new Settings(
                arguments.find("workloads").map(Settings::workloads).orElse(List.of(Workload.values())),
                arguments.count("rounds", quick ? 1 : 3),
                arguments.count("seconds", quick ? 1 : 3),
                arguments.count("warm-up", quick ? 2 : 9),
                arguments.results());
    }

    private static List<Workload> workloads(String names) {
        return Stream.of(names.split(",", -1))
                .map(name -> Stream.of(Workload.values())
                        .filter(workload -> workload.label().equals(name.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("Unknown workload " + name + "; there are "
                                + Stream.of(Workload.values())
                                        .map(Workload::label)
                                        .toList())))
                .sorted()
                .distinct()
                .toList();
    }

    /** Returns the warm-up of each workload: a third of the warm-up after the start, but at least one second. */
    int workloadWarmUpSeconds() {
        return Math.max(1, warmUpSeconds / 3);
    }
}
