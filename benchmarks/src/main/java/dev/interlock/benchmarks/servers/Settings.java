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
        List<String> labels = List.of(names.toLowerCase(Locale.ROOT).split(",", -1));
        List<String> known = Stream.of(Workload.values()).map(Workload::label).toList();
        if (!known.containsAll(labels)) {
            throw new IllegalArgumentException("Unknown workload in " + names + "; there are " + known);
        }
        return Stream.of(Workload.values())
                .filter(workload -> labels.contains(workload.label()))
                .toList();
    }

    /** Returns the workloads for servers with these ports. */
    List<Workload> workloads(Ports ports) {
        return workloads.stream().filter(ports::have).toList();
    }

    /**
     * Returns the length of the warm-up before each workload: a third of the warm-up after the start, but at least one
     * second.
     */
    int workloadWarmUpSeconds() {
        return Math.max(1, warmUpSeconds / 3);
    }
}
